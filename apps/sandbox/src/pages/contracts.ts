import '@workroom/elements/define/contract-list';
import { newContract } from './new-contract.ts';
import { openShell } from './shell.ts';

const list = document.querySelector('contract-list');
const bar = document.querySelector<HTMLElement>('#new-contract-bar');
const said = document.querySelector<HTMLElement>('#new-contract-said');
if (list !== null && bar !== null && said !== null) {
  bar.querySelector('button')?.addEventListener('click', () => void newContract(said));
  const { person } = await openShell(() => list.refresh());
  bar.hidden = person.side !== 'client';
}
