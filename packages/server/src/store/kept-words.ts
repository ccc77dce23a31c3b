import type { MilestoneId } from '@workroom/core';
import type { BillingDetails } from '../billing-details.ts';

/** The words that a document keeps by law when they are erased everywhere else (rule 68). */
export interface KeptDocumentWords {
  readonly recipient: BillingDetails & { readonly name: string };
  /** Titles of the milestones on its lines, as they were when it was made. */
  readonly titles: Readonly<Record<MilestoneId, string>>;
  /** Ids of the people whose words these are. */
  readonly of: readonly string[];
}
