import type { Messages } from '../../foundation/messages.ts';

/** Texts for choosing and uploading files. */
export default {
  'files.label': 'Files',
  'files.attach': 'Attach files',
  'files.choose': 'Choose files, or drop or paste them here',
  'files.hint': 'Up to {size} each',
  'files.remove': 'Remove {name}',
  'files.again': 'Try again: {name}',
  'files.sending': { one: 'Uploading {count} file…', other: 'Uploading {count} files…' },
  'files.sent': { one: '{count} file uploaded', other: '{count} files uploaded' },
  'files.uploaded': 'Uploaded',
  'files.progress': 'Uploading {name}',
  'files.wait': 'Wait until the files are uploaded.',
  'files.unsent': 'Some files weren’t uploaded. Try them again, or remove them.',
  'files.failed': '“{name}” couldn’t be uploaded. Try again.',
  'files.tooLarge': '“{name}” is larger than {size}. Share it elsewhere and add a link.',
  'files.empty': '“{name}” is empty.',
  'files.type': '“{name}” is a type of file that isn’t accepted. Send one of these: {types}.',
  'files.tooMany': '“{name}” wasn’t added. You can send up to {count} files at once.',
} as const satisfies Messages;
