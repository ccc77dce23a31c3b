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
  await openShell(() => room.refresh());
}
