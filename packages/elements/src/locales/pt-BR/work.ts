import type { Messages } from '../../foundation/messages.ts';

export default {
  'clock.startedBy': '{name} iniciou o prazo ao entregar o trabalho em {instant}.',
  'clock.startedByYou': 'Você iniciou o prazo ao entregar o trabalho em {instant}.',
  'clock.endsAt': 'Ele termina em {instant}.',
  'clock.client': 'Se você não fizer nada, {amount} serão liberados automaticamente para {freelancer}.',
  'clock.freelancer': 'Se {client} não fizer nada, {amount} serão liberados automaticamente para você.',
  'clock.other': 'Se {client} não fizer nada, {amount} serão liberados automaticamente para {freelancer}.',
  'clock.stopped': 'Este prazo está parado.',
  'submission.title': 'Trabalho entregue',
  'submission.by': '{name}, {instant}',
  'submission.links': 'Links',
  'submission.files': 'Arquivos',
  'submission.changes': 'Alterações solicitadas',
  'closed.role': 'Sua função não inclui isso. Peça a {names}.',
} satisfies Messages;
