import '@workroom/elements/define/milestone-workroom';
import { bindPayments } from './payments.ts';
import { contractIdInPath, openShell } from './shell.ts';

const room = document.querySelector('milestone-workroom');
if (room !== null) {
  room.contractId = contractIdInPath();
  room.addEventListener('workroom-ready', ({ detail }) => {
    document.title = `${detail.contract.title} · Quillmoor`;
  });
  bindPayments(() => room.refresh());
  const { person } = await openShell(() => room.refresh());
  const link = document.querySelector<HTMLAnchorElement>('#both-sides');
  if (link !== null && (person.side === 'client' || person.side === 'freelancer')) {
    link.href = `/contracts/${encodeURIComponent(room.contractId ?? '')}/both-sides`;
    link.hidden = false;
  }
}
