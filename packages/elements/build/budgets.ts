interface Budget {
  /** Gzipped bytes, including Lit, that load before the element renders. */
  readonly start: number;
  /** The one file with every dialog in it, for pages without a bundler. */
  readonly file: number;
}

/** The size budget of each entry. */
export const budgets: Readonly<Record<string, Budget>> = {
  'review-and-pay': { start: 26_000, file: 54_500 },
  'milestone-workroom': { start: 42_000, file: 104_000 },
  'activity-timeline': { start: 28_600, file: 46_700 },
  'contract-list': { start: 25_000, file: 31_300 },
  // For staff only: never loaded with the other elements.
  'workroom-operations': { start: 44_500, file: 99_000 },
  'workroom-provider': { start: 7_000, file: 7_000 },
  index: { start: 52_000, file: 114_500 },
};

/**
 * A language has several parts, and an element loads those of its views. The largest contains a text for every event.
 */
export const localePartBudget = 3_300;
