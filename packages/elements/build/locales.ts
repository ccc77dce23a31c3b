/** The languages that are shipped completely, besides English. */
export const locales = ['de', 'es', 'fr', 'pt-BR', 'ja', 'ar'] as const;
