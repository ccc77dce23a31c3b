import { MilestoneWorkroom, ReviewAndPay } from '@workroom/elements';
import '@workroom/elements/define';

const room = document.querySelector('milestone-workroom');
if (room instanceof MilestoneWorkroom) room.contractId = 'contract_1';
export const review: ReviewAndPay = new ReviewAndPay();
// @ts-expect-error — the types are not `any`.
review.contractId = 7;
