import type { WireContract, WireMilestone } from '@workroom/core/api';
import type { Localize } from '../../foundation/localize.ts';
import type review from '../../locales/en/review.ts';
import type work from '../../locales/en/work.ts';
import type { FilePreviews } from './file-cards.ts';

export type ReviewStrings = typeof work & typeof review;

/** The context of all views of review-and-pay. */
export interface ReviewContext {
  readonly contract: WireContract;
  readonly milestone: WireMilestone;
  readonly words: Localize<ReviewStrings>;
  readonly openFile: (uploadId: string) => void;
  /** Files shown in place; `null` if the page does not want that. */
  readonly previews: FilePreviews | null;
}

/** An amount in the contract's currency, in tabular figures if it is separate. */
export function moneyOf({ contract, words }: ReviewContext, minorUnits: number): string {
  return words.money(minorUnits, contract.currency);
}
