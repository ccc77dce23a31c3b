import '@workroom/elements/define/review-and-pay';
import { bindPayments } from './payments.ts';
import { contractIdInPath, openShell } from './shell.ts';

const review = document.querySelector('review-and-pay');
if (review !== null) {
  const contractId = contractIdInPath();
  const milestoneId = new URLSearchParams(location.search).get('milestone');
  review.contractId = contractId;
  if (milestoneId !== null) review.milestoneId = milestoneId;
  const back = document.querySelector<HTMLAnchorElement>('#to-contract');
  if (back !== null) back.href = `/contracts/${encodeURIComponent(contractId)}`;
  review.addEventListener('workroom-ready', ({ detail }) => {
    if (back !== null) back.textContent = detail.contract.title;
  });
  bindPayments(() => review.refresh());
  await openShell(() => review.refresh());
}
