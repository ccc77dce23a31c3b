import type { Messages } from '../../foundation/messages.ts';

export default {
  'files.label': 'Dateien',
  'files.attach': 'Dateien anhängen',
  'files.choose': 'Dateien auswählen oder hier ablegen oder einfügen',
  'files.hint': 'Jeweils bis zu {size}',
  'files.remove': '{name} entfernen',
  'files.again': 'Erneut versuchen: {name}',
  'files.sending': { one: '{count} Datei wird hochgeladen …', other: '{count} Dateien werden hochgeladen …' },
  'files.sent': { one: '{count} Datei hochgeladen', other: '{count} Dateien hochgeladen' },
  'files.uploaded': 'Hochgeladen',
  'files.progress': '{name} wird hochgeladen',
  'files.wait': 'Warten Sie, bis die Dateien hochgeladen sind.',
  'files.unsent': 'Einige Dateien wurden nicht hochgeladen. Versuchen Sie es erneut, oder entfernen Sie sie.',
  'files.failed': '„{name}“ konnte nicht hochgeladen werden. Versuchen Sie es erneut.',
  'files.tooLarge': '„{name}“ ist größer als {size}. Legen Sie die Datei anderswo ab, und fügen Sie einen Link hinzu.',
  'files.empty': '„{name}“ ist leer.',
  'files.type': 'Dateien wie „{name}“ werden nicht angenommen. Senden Sie eine dieser Arten: {types}.',
  'files.tooMany': '„{name}“ wurde nicht hinzugefügt. Sie können bis zu {count} Dateien auf einmal senden.',
} as const satisfies Messages;
