import type { Messages } from '../../foundation/messages.ts';

export default {
  'files.label': 'Archivos',
  'files.attach': 'Adjuntar archivos',
  'files.choose': 'Elija archivos, o suéltelos o péguelos aquí',
  'files.hint': 'Hasta {size} cada uno',
  'files.remove': 'Quitar {name}',
  'files.again': 'Intentar de nuevo: {name}',
  'files.sending': { one: 'Subiendo {count} archivo…', other: 'Subiendo {count} archivos…' },
  'files.sent': { one: '{count} archivo subido', other: '{count} archivos subidos' },
  'files.uploaded': 'Subido',
  'files.progress': 'Subiendo {name}',
  'files.wait': 'Espere a que se suban los archivos.',
  'files.unsent': 'Algunos archivos no se subieron. Inténtelo de nuevo o quítelos.',
  'files.failed': 'No se pudo subir «{name}». Inténtelo de nuevo.',
  'files.tooLarge': '«{name}» ocupa más de {size}. Guárdelo en otro sitio y añada un enlace.',
  'files.empty': '«{name}» está vacío.',
  'files.type': 'No se aceptan archivos como «{name}». Envíe uno de estos tipos: {types}.',
  'files.tooMany': 'No se añadió «{name}». Puede enviar hasta {count} archivos a la vez.',
} as const satisfies Messages;
