/**
 * A path for the log and for problems: without the signed address of a file, which lets anybody who has it read the file,
 * and which says what the file is called.
 */
export function loggedPath(pathname: string): string {
  return pathname.replace(signedFile, '$1/files/…');
}

/** `/files/{address}` below the base path, and not `/contracts/{contractId}/files/{uploadId}`. */
const signedFile = /^((?:\/[^/]+)*?)(?<!\/contracts\/[^/]*)\/files\/.+$/;
