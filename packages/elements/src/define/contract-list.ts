import { ContractList } from '../contract-list/contract-list.ts';
import { defineElements } from '../foundation/define.ts';

defineElements([ContractList]);
