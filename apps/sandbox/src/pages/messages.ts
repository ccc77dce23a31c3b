import '@workroom/elements/define/activity-timeline';
import '@workroom/elements/define/contract-list';
import { contractIdInPath, openShell } from './shell.ts';

const list = document.querySelector('contract-list');
const timeline = document.querySelector('activity-timeline');
if (list !== null && timeline !== null) {
  const show = (contractId: string): void => {
    timeline.contractId = contractId;
    timeline.hidden = contractId === '';
  };
  show(contractIdInPath());
  list.addEventListener('workroom-navigate', (event) => {
    const { to, contractId } = event.detail;
    if (to !== 'contract') return;
    // Another conversation on the same page.
    event.preventDefault();
    history.pushState(null, '', `/messages/${encodeURIComponent(contractId)}`);
    show(contractId);
  });
  addEventListener('popstate', () => show(contractIdInPath()));
  await openShell(() => Promise.all([list.refresh(), timeline.refresh()]));
}
