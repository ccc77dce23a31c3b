import '@workroom/elements/define/contract-list';
import { openShell } from './shell.ts';

const list = document.querySelector('contract-list');
if (list !== null) await openShell(() => list.refresh());
