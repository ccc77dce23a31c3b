/** The languages that are shipped whole, beside English. */
export const locales = ['de', 'es', 'fr', 'pt-BR', 'ja', 'ar'] as const;
