/** Of this package; the release keeps it in step with package.json. */
export const version = '0.0.0';
