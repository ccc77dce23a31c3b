/** The languages that are shipped whole, beside English. */
export const locales: readonly string[] = [];
