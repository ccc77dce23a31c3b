import type { Messages } from '../../foundation/messages.ts';

export default {
  'files.label': 'Arquivos',
  'files.attach': 'Anexar arquivos',
  'files.choose': 'Escolha arquivos, ou solte ou cole aqui',
  'files.hint': 'Até {size} cada',
  'files.remove': 'Remover {name}',
  'files.again': 'Tentar de novo: {name}',
  'files.sending': { one: 'Enviando {count} arquivo…', other: 'Enviando {count} arquivos…' },
  'files.sent': { one: '{count} arquivo enviado', other: '{count} arquivos enviados' },
  'files.uploaded': 'Enviado',
  'files.progress': 'Enviando {name}',
  'files.wait': 'Aguarde até os arquivos serem enviados.',
  'files.unsent': 'Alguns arquivos não foram enviados. Tente de novo ou remova-os.',
  'files.failed': 'Não foi possível enviar “{name}”. Tente de novo.',
  'files.tooLarge': '“{name}” tem mais de {size}. Guarde em outro lugar e adicione um link.',
  'files.empty': '“{name}” está vazio.',
  'files.type': 'Arquivos como “{name}” não são aceitos. Envie um destes tipos: {types}.',
  'files.tooMany': '“{name}” não foi adicionado. Você pode enviar até {count} arquivos de uma vez.',
} as const satisfies Messages;
