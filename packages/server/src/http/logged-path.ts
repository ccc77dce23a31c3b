/**
 * A path for the log and for problems. It leaves out the signed address of a file, which grants access to the file and
 * contains its name.
 */
export function loggedPath(pathname: string): string {
  return pathname.replace(signedFile, '$1/files/…');
}

/** `/files/{address}` below the base path, not `/contracts/{contractId}/files/{uploadId}`. */
const signedFile = /^((?:\/[^/]+)*?)(?<!\/contracts\/[^/]*)\/files\/.+$/;
