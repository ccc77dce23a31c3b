import type { WireContract, WireMilestone } from '@workroom/core/api';
import type { Localize } from '../../foundation/localize.ts';
import type review from '../../locales/en/review.ts';
import type work from '../../locales/en/work.ts';
import type { FilePreviews } from './file-cards.ts';

export type ReviewStrings = typeof work & typeof review;

/** What every view of review-and-pay draws from. */
export interface ReviewContext {
  readonly contract: WireContract;
  readonly milestone: WireMilestone;
  readonly words: Localize<ReviewStrings>;
  readonly openFile: (uploadId: string) => void;
  /** Files shown in place; `null` where the page does not want that. */
  readonly previews: FilePreviews | null;
}

/** An amount of the contract's currency, in tabular figures where it stands alone. */
export function moneyOf({ contract, words }: ReviewContext, minorUnits: number): string {
  return words.money(minorUnits, contract.currency);
}
