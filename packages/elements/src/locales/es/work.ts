import type { Messages } from '../../foundation/messages.ts';

export default {
  'review.title': 'Revisar y pagar',
  'review.label': '{job}: {milestone}',
  'review.nothing': 'Todavía no hay ningún hito que revisar.',
  'clock.startedBy': '{name} inició el plazo al entregar el trabajo el {instant}.',
  'clock.endsAt': 'Termina el {instant} en su hora local ({utc}).',
  'clock.client': 'Si no hace nada, {amount} se liberarán automáticamente a {freelancer}.',
  'clock.freelancer': 'Si {client} no hace nada, {amount} se liberarán automáticamente a usted.',
  'clock.other': 'Si {client} no hace nada, {amount} se liberarán automáticamente a {freelancer}.',
  'clock.stopped': 'El contrato está congelado: este plazo está detenido y nada ocurre por sí solo.',
  'submission.title': 'Trabajo entregado',
  'submission.by': '{name}, {instant}',
  'submission.links': 'Enlaces',
  'submission.files': 'Archivos',
  'submission.none': 'No se ha entregado aquí ningún trabajo para este hito.',
  'submission.noneClient': '{freelancer} no ha entregado trabajo aquí. Aun así puede liberar el pago.',
  'submission.asked': 'Encargo original',
  'submission.askedNothing': 'No se describieron los entregables.',
  'submission.due': 'Vence el {day}',
  'submission.changes': 'Cambios solicitados',
  'closed.another_milestone_is_funded':
    'Solo puede tener fondos un hito a la vez. Libere o devuelva antes los del actual.',
  'closed.refund_request_open': 'Hay una solicitud de reembolso abierta. Primero debe responderse o retirarse.',
  'closed.dispute_open': 'El dinero está en disputa. Primero debe resolverse.',
  'closed.payment_in_progress': 'Hay un pago en curso. Espere a que se complete o cancélelo.',
  'closed.milestone_not_funded': 'Este contrato no tiene dinero retenido.',
  'closed.too_many_milestones': 'El contrato ya tiene todos los hitos que admite.',
  'closed.plan_needs_agreement': 'En este contrato, los cambios del plan se hacen mediante propuestas.',
  'closed.extension_limit_reached': 'El plazo de revisión no puede ampliarse más.',
  'closed.role': 'Su rol no incluye esto. Pídaselo a {names}.',
  'closed.approval_open': 'Esto ya espera una aprobación.',
  'closed.already_approved': 'Ya lo ha aprobado. Otra persona también debe aprobarlo.',
  'closed.amount_exceeds_deposit': 'Ahora hay menos dinero retenido de lo que se pidió.',
  'closed.refund_request_already_withdrawn':
    'Ya se retiró una vez una solicitud de reembolso de este hito. Esta la responde el freelancer.',

  'closed.contract_frozen':
    'El contrato está congelado. No se mueve dinero ni cambia nada hasta que el marketplace lo descongele.',
} satisfies Messages;
