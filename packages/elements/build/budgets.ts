interface Budget {
  /** Gzipped bytes, Lit included: what is loaded before the element draws. */
  readonly start: number;
  /** The one file with every dialog in it, for pages without a bundler. */
  readonly file: number;
}

/** What each entry may cost a page. */
export const budgets: Readonly<Record<string, Budget>> = {
  'review-and-pay': { start: 27_000, file: 37_900 },
  'milestone-workroom': { start: 42_000, file: 77_700 },
  'activity-timeline': { start: 29_000, file: 36_600 },
  'contract-list': { start: 27_200, file: 29_000 },
  // For staff alone: never part of the others, and a page of its own.
  'workroom-operations': { start: 46_000, file: 84_000 },
  'workroom-provider': { start: 8_000, file: 8_000 },
  index: { start: 57_000, file: 88_000 },
};

/** A language comes in parts; an element loads those of the views it draws. */
export const localePartBudget = 3_000;
