// With the provider, from which most pages let it take its settings.
import './workroom-provider.ts';
import { ContractList } from '../contract-list/contract-list.ts';
import { defineElements } from '../foundation/define.ts';

defineElements([ContractList]);
