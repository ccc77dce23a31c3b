import '@workroom/elements/define/milestone-workroom';
import '@workroom/elements/define/review-and-pay';
import { bindPayments } from './payments.ts';
import { contractIdInPath, openShell } from './shell.ts';

const room = document.querySelector('milestone-workroom');
if (room !== null) {
  room.contractId = contractIdInPath();
  room.addEventListener('workroom-ready', ({ detail }) => {
    document.title = `${detail.contract.title} · Quillmoor`;
  });
  room.addEventListener('workroom-navigate', (event) => {
    const { to, contractId, milestoneId } = event.detail;
    if (to !== 'review-and-pay') return;
    event.preventDefault();
    const milestone = milestoneId === null ? '' : `?milestone=${encodeURIComponent(milestoneId)}`;
    location.assign(`/contracts/${encodeURIComponent(contractId)}/review${milestone}`);
  });
  bindPayments(() => room.refresh());
  await openShell(() => room.refresh());
}
