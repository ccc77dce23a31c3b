/** The languages with a complete translation, besides English. */
export const locales = ['de', 'es', 'fr', 'pt-BR', 'ja', 'ar'] as const;
