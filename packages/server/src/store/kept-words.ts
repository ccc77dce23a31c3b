import type { MilestoneId } from '@workroom/core';
import type { BillingDetails } from '../billing-details.ts';

/** The words that a document keeps by law when they are erased everywhere else (rule 68). */
export interface KeptDocumentWords {
  readonly recipient: BillingDetails & { readonly name: string };
  /** Titles of the milestones on its lines, at the time of its creation. */
  readonly titles: Readonly<Record<MilestoneId, string>>;
  /** Ids of the people who own these words. */
  readonly of: readonly string[];
}
