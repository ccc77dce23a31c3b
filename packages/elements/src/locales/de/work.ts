import type { Messages } from '../../foundation/messages.ts';

export default {
  'clock.startedBy': '{name} hat die Frist durch die Einreichung am {instant} gestartet.',
  'clock.startedByYou': 'Sie haben die Frist durch die Einreichung am {instant} gestartet.',
  'clock.endsAt': 'Sie endet am {instant}.',
  'clock.client': 'Wenn Sie nichts tun, werden {amount} automatisch an {freelancer} freigegeben.',
  'clock.freelancer': 'Wenn {client} nichts tut, werden {amount} automatisch an Sie freigegeben.',
  'clock.other': 'Wenn {client} nichts tut, werden {amount} automatisch an {freelancer} freigegeben.',
  'clock.stopped': 'Diese Frist steht still.',
  'submission.title': 'Eingereichte Arbeit',
  'submission.by': '{name}, {instant}',
  'submission.links': 'Links',
  'submission.files': 'Dateien',
  'submission.changes': 'Angeforderte Änderungen',
  'closed.role': 'Ihre Rolle umfasst das nicht. Fragen Sie {names}.',
} satisfies Messages;
