import type { Messages } from '../../foundation/messages.ts';

export default {
  'clock.startedBy': 'بدأ {name} المهلة بتسليم العمل في {instant}.',
  'clock.startedByYou': 'بدأتَ المهلة بتسليم العمل في {instant}.',
  'clock.endsAt': 'تنتهي في {instant}.',
  'clock.client': 'إذا لم تفعل شيئًا، صُرف {amount} تلقائيًا إلى {freelancer}.',
  'clock.freelancer': 'إذا لم يفعل {client} شيئًا، صُرف {amount} إليك تلقائيًا.',
  'clock.other': 'إذا لم يفعل {client} شيئًا، صُرف {amount} تلقائيًا إلى {freelancer}.',
  'clock.stopped': 'هذه المهلة متوقفة.',
  'submission.title': 'العمل المسلَّم',
  'submission.by': '{name}، {instant}',
  'submission.links': 'الروابط',
  'submission.files': 'الملفات',
  'submission.changes': 'التعديلات المطلوبة',
  'closed.role': 'لا يشمل دورك هذا. اطلبه من {names}.',
} satisfies Messages;
