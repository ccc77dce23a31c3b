import type { Messages } from '../../foundation/messages.ts';

export default {
  'files.label': 'Fichiers',
  'files.attach': 'Joindre des fichiers',
  'files.choose': 'Choisissez des fichiers, ou déposez-les ou collez-les ici',
  'files.hint': 'Jusqu’à {size} chacun',
  'files.remove': 'Retirer {name}',
  'files.again': 'Réessayer : {name}',
  'files.sending': { one: 'Envoi de {count} fichier…', other: 'Envoi de {count} fichiers…' },
  'files.sent': { one: '{count} fichier envoyé', other: '{count} fichiers envoyés' },
  'files.uploaded': 'Envoyé',
  'files.progress': 'Envoi de {name}',
  'files.wait': 'Attendez que les fichiers soient envoyés.',
  'files.unsent': 'Certains fichiers n’ont pas été envoyés. Réessayez ou retirez-les.',
  'files.failed': '« {name} » n’a pas pu être envoyé. Réessayez.',
  'files.tooLarge': '« {name} » dépasse {size}. Déposez-le ailleurs et ajoutez un lien.',
  'files.empty': '« {name} » est vide.',
  'files.type': 'Les fichiers comme « {name} » ne sont pas acceptés. Envoyez l’un de ces types : {types}.',
  'files.tooMany': '« {name} » n’a pas été ajouté. Vous pouvez envoyer jusqu’à {count} fichiers à la fois.',
} as const satisfies Messages;
