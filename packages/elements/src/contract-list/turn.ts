import type { WireContractSummary } from '@workroom/core/api';
import type english from '../locales/en/list.ts';

type Turn = Extract<keyof typeof english, `turn.${string}`>;

/** What the contract waits for its viewer to do, where it does; the rulebook's column “who acts next”. */
export function turnOf({ viewer, status, currentMilestone }: WireContractSummary): Turn | null {
  if (status === 'offered') return viewer === 'freelancer' ? 'turn.answerOffer' : null;
  if (currentMilestone === null || (status !== 'active' && status !== 'ending')) return null;
  switch (currentMilestone.state) {
    case 'planned':
      return viewer === 'client' && status === 'active' ? 'turn.fund' : null;
    case 'funded':
    case 'changes_requested':
      return viewer === 'freelancer' ? 'turn.submit' : null;
    case 'submitted':
      return viewer === 'client' ? 'turn.review' : null;
    case 'refund_requested':
      return viewer === 'freelancer' ? 'turn.answerRefund' : null;
    case 'disputed':
      return 'turn.dispute';
    default:
      return null;
  }
}
