// Includes the provider, because most pages use it for the settings.
import './workroom-provider.ts';
import { ContractList } from '../contract-list/contract-list.ts';
import { defineElements } from '../foundation/define.ts';

defineElements([ContractList]);
