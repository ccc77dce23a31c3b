import '@workroom/elements/define/workroom-provider';
import '@workroom/elements/define/workroom-operations';
import { contractIdInPath, openShell } from './shell.ts';

const operations = document.querySelector('workroom-operations');
if (operations !== null) {
  // Each contract has an address, so that staff can send it to each other.
  const contractId = contractIdInPath();
  if (contractId !== '') operations.contractId = contractId;
  await openShell(() => operations.refresh());
}
