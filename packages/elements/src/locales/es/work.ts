import type { Messages } from '../../foundation/messages.ts';

export default {
  'clock.startedBy': '{name} inició el plazo al entregar el trabajo el {instant}.',
  'clock.startedByYou': 'Usted inició el plazo al entregar el trabajo el {instant}.',
  'clock.endsAt': 'Termina el {instant}.',
  'clock.client': 'Si no hace nada, {amount} se liberarán automáticamente a {freelancer}.',
  'clock.freelancer': 'Si {client} no hace nada, {amount} se liberarán automáticamente a usted.',
  'clock.other': 'Si {client} no hace nada, {amount} se liberarán automáticamente a {freelancer}.',
  'clock.stopped': 'Este plazo está detenido.',
  'submission.title': 'Trabajo entregado',
  'submission.by': '{name}, {instant}',
  'submission.links': 'Enlaces',
  'submission.files': 'Archivos',
  'submission.changes': 'Cambios solicitados',
  'closed.role': 'Su rol no incluye esto. Pídaselo a {names}.',
} satisfies Messages;
