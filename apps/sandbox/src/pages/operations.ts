import '@workroom/elements/define/workroom-provider';
import '@workroom/elements/define/workroom-operations';
import { contractIdInPath, openShell } from './shell.ts';

const operations = document.querySelector('workroom-operations');
if (operations !== null) {
  // A contract has an address of its own, so that staff can send it to each other.
  const contractId = contractIdInPath();
  if (contractId !== '') operations.contractId = contractId;
  await openShell(() => operations.refresh());
}
