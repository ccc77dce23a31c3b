/** The version of this package; the release keeps it equal to that in package.json. */
export const version = '0.0.0';
