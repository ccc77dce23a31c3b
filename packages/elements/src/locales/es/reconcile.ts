import type { Messages } from '../../foundation/messages.ts';

export default {
  'reconcile.title': 'Comparar con el proveedor de pagos',
  'reconcile.lead':
    'Compara el libro mayor, los pagos y lo que dice el proveedor, contrato por contrato. Nada cambia hasta que lo registre.',
  'reconcile.start': 'Empezar a comparar',
  'reconcile.again': 'Comparar de nuevo',
  'reconcile.goOn': 'Continuar',
  'reconcile.stop': 'Detener',
  'reconcile.checked': { one: '{count} contrato comparado', other: '{count} contratos comparados' },
  'reconcile.running': 'Comparando…',
  'reconcile.none': 'No hay diferencias.',
  'reconcile.record': 'Registrar',
  'reconcile.recordAll': 'Registrar todo',
  'reconcile.recordHint':
    'Al registrar, se anota en el contrato lo que dice el proveedor, como si él mismo lo hubiera comunicado.',
  'reconcile.recorded': 'Se ha registrado.',
  'reconcile.nothingRecorded': 'No había nada que registrar.',
  'reconcile.amounts': 'Se esperaban {expected}, hay {found}',
  'reconcile.expected': 'Se esperaban {expected}; el proveedor no dice nada',
  'reconcile.kind.ledger_differs_from_payments': 'El libro mayor y los pagos difieren',
  'reconcile.kind.clearing_not_zero': 'Lo pendiente y lo que está en camino difieren',
  'reconcile.kind.totals_do_not_add_up': 'El contrato y el libro mayor difieren',
  'reconcile.kind.pending_here_succeeded_there': 'Abierto aquí, completado allí',
  'reconcile.kind.pending_here_failed_there': 'Abierto aquí, fallido allí',
  'reconcile.kind.pending_here_unknown_there': 'Abierto aquí, desconocido allí',
  'reconcile.kind.succeeded_here_unknown_there': 'Completado aquí, desconocido allí',
  'reconcile.kind.succeeded_here_pending_there': 'Completado aquí, abierto allí',
  'reconcile.kind.succeeded_here_failed_there': 'Completado aquí, fallido allí',
  'reconcile.kind.failed_here_succeeded_there': 'Fallido aquí, completado allí',
  'reconcile.kind.cancelled_here_succeeded_there': 'Cancelado aquí, completado allí',
  'reconcile.kind.moved_outside_workroom': 'Movido sin Workroom',
  'reconcile.kind.chargeback_differs': 'El contracargo difiere',
  'reconcile.kind.left_of_charge_differs': 'Lo que queda de un cargo difiere',
  'reconcile.kind.provider_unreachable': 'El proveedor no respondió',
  'reconcile.next.record': 'Regístrelo.',
  'reconcile.next.outside': 'Regístrelo. Lo que no coincida con nada le espera en el contrato.',
  'reconcile.next.back':
    'Un reembolso o un pago volvió: regístrelo y vuelve a estar pendiente. Si es un cargo, pregunte al proveedor antes de pagar más.',
  'reconcile.next.books':
    'No mueva nada en este contrato hasta que sus ingenieros lo expliquen: la base de datos se cambió desde fuera o es un error.',
  'reconcile.next.unknown':
    'Compruebe que la cuenta y las claves del proveedor son las de este pago. Si lo son, pregunte al proveedor y no mueva nada más antes.',
  'reconcile.next.ask':
    'El proveedor había dicho que estaba completado. Pregúntele y compare de nuevo cuando se resuelva.',
  'reconcile.next.twice':
    'No intente este pago de nuevo: el dinero se movería dos veces. Reviértalo antes en el proveedor.',
  'reconcile.next.late':
    'Un cargo tardío se devuelve solo. Revierta un pago o un reembolso en el proveedor: otro ocupó su lugar.',
  'reconcile.next.left':
    'Compare ambos por la referencia en el proveedor y no mueva nada más en este contrato hasta aclararlo.',
  'reconcile.next.later': 'Compare de nuevo cuando el proveedor responda. Si no lo hace nunca, revise sus claves.',
} satisfies Messages;
