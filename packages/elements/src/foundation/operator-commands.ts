import type { AnnouncedCommand } from './announced-command.ts';

// What a member of the marketplace's staff does on a contract (rules 45 and 46).
export const freeze = {
  operation: 'freeze',
  request: 'workroom-freeze-request',
  fact: 'workroom-contract-frozen',
  effects: ['contract.frozen'],
} as const satisfies AnnouncedCommand;
export const unfreeze = {
  operation: 'unfreeze',
  request: 'workroom-unfreeze-request',
  fact: 'workroom-contract-unfrozen',
  effects: ['contract.unfrozen'],
} as const satisfies AnnouncedCommand;
export const operatorRelease = {
  operation: 'operatorRelease',
  request: 'workroom-operator-release-request',
  fact: 'workroom-operator-released',
  effects: ['operator.released'],
} as const satisfies AnnouncedCommand;
export const operatorRefund = {
  operation: 'operatorRefund',
  request: 'workroom-operator-refund-request',
  fact: 'workroom-operator-refunded',
  effects: ['operator.refunded'],
} as const satisfies AnnouncedCommand;
export const operatorExtend = {
  operation: 'operatorExtend',
  request: 'workroom-operator-extend-request',
  fact: 'workroom-operator-extended',
  effects: ['operator.extended'],
} as const satisfies AnnouncedCommand;
export const operatorEnd = {
  operation: 'operatorEnd',
  request: 'workroom-operator-end-request',
  fact: 'workroom-operator-ended',
  effects: ['operator.ended'],
} as const satisfies AnnouncedCommand;
