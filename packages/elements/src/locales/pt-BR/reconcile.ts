import type { Messages } from '../../foundation/messages.ts';

export default {
  'reconcile.title': 'Comparar com o provedor de pagamentos',
  'reconcile.lead':
    'Compara o livro-razão, os pagamentos e o que o provedor diz, contrato por contrato. Nada muda até você registrar.',
  'reconcile.start': 'Começar a comparar',
  'reconcile.again': 'Comparar de novo',
  'reconcile.goOn': 'Continuar',
  'reconcile.stop': 'Parar',
  'reconcile.checked': { one: '{count} contrato comparado', other: '{count} contratos comparados' },
  'reconcile.running': 'Comparando…',
  'reconcile.none': 'Nada difere.',
  'reconcile.record': 'Registrar',
  'reconcile.recordAll': 'Registrar tudo',
  'reconcile.recordHint': 'Registrar lança no contrato o que o provedor diz, como se ele mesmo tivesse avisado.',
  'reconcile.recorded': 'Foi registrado.',
  'reconcile.nothingRecorded': 'Não havia nada para registrar.',
  'reconcile.amounts': 'Esperado {expected}, encontrado {found}',
  'reconcile.expected': 'Esperado {expected}; o provedor não informa',
  'reconcile.kind.ledger_differs_from_payments': 'Livro-razão e pagamentos diferem',
  'reconcile.kind.clearing_not_zero': 'O devido e o que está a caminho diferem',
  'reconcile.kind.totals_do_not_add_up': 'Contrato e livro-razão diferem',
  'reconcile.kind.pending_here_succeeded_there': 'Aberto aqui, concluído lá',
  'reconcile.kind.pending_here_failed_there': 'Aberto aqui, falhou lá',
  'reconcile.kind.pending_here_unknown_there': 'Aberto aqui, desconhecido lá',
  'reconcile.kind.succeeded_here_unknown_there': 'Concluído aqui, desconhecido lá',
  'reconcile.kind.succeeded_here_pending_there': 'Concluído aqui, aberto lá',
  'reconcile.kind.succeeded_here_failed_there': 'Concluído aqui, falhou lá',
  'reconcile.kind.failed_here_succeeded_there': 'Falhou aqui, concluído lá',
  'reconcile.kind.cancelled_here_succeeded_there': 'Cancelado aqui, concluído lá',
  'reconcile.kind.moved_outside_workroom': 'Movido sem o Workroom',
  'reconcile.kind.chargeback_differs': 'Chargeback difere',
  'reconcile.kind.left_of_charge_differs': 'O que resta de uma cobrança difere',
  'reconcile.kind.provider_unreachable': 'O provedor não respondeu',
  'reconcile.next.record': 'Registre.',
  'reconcile.next.outside': 'Registre. O que não corresponder a nada espera por você no contrato.',
  'reconcile.next.back':
    'Um reembolso ou repasse voltou: registre e ele volta a ser devido. Se for uma cobrança, pergunte ao provedor antes de pagar mais.',
  'reconcile.next.books':
    'Não mova nada neste contrato até seus engenheiros explicarem: o banco de dados foi alterado por fora, ou é um bug.',
  'reconcile.next.unknown':
    'Verifique se a conta e as chaves do provedor são as deste pagamento. Se forem, pergunte ao provedor e não mova mais nada antes.',
  'reconcile.next.ask': 'O provedor tinha dito que estava concluído. Pergunte e compare de novo quando se resolver.',
  'reconcile.next.twice':
    'Não tente este pagamento de novo: o dinheiro seria movido duas vezes. Reverta antes no provedor.',
  'reconcile.next.late':
    'Uma cobrança tardia volta sozinha. Reverta um repasse ou reembolso no provedor: outro tomou o lugar dele.',
  'reconcile.next.left':
    'Compare os dois pela referência no provedor e não mova mais nada neste contrato até esclarecer.',
  'reconcile.next.later': 'Compare de novo quando o provedor responder. Se nunca responder, verifique as chaves.',
} satisfies Messages;
