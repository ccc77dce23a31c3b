import type { AnnouncedCommand } from './announced-command.ts';

// Commands of the marketplace's staff (rules 45 to 54).
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
export const retryReturn = {
  operation: 'retryReturn',
  request: 'workroom-retry-return-request',
  fact: 'workroom-return-retried',
  effects: ['payment.retried'],
} as const satisfies AnnouncedCommand;
export const cancelReturn = {
  operation: 'cancelReturn',
  request: 'workroom-cancel-return-request',
  fact: 'workroom-return-cancelled',
  effects: ['return.cancelled'],
} as const satisfies AnnouncedCommand;
export const bearReturn = {
  operation: 'bearReturn',
  request: 'workroom-bear-return-request',
  fact: 'workroom-return-borne',
  effects: ['return.borne'],
} as const satisfies AnnouncedCommand;
export const settleOutside = {
  operation: 'settleOutside',
  request: 'workroom-settle-outside-request',
  fact: 'workroom-payment-settled-outside',
  effects: ['payment.succeeded'],
} as const satisfies AnnouncedCommand;
export const openChargeback = {
  operation: 'openChargeback',
  request: 'workroom-open-chargeback-request',
  fact: 'workroom-chargeback-opened',
  effects: ['chargeback.opened'],
} as const satisfies AnnouncedCommand;
export const resolveChargeback = {
  operation: 'resolveChargeback',
  request: 'workroom-resolve-chargeback-request',
  fact: 'workroom-chargeback-resolved',
  effects: ['chargeback.won', 'chargeback.lost'],
} as const satisfies AnnouncedCommand;
export const sendEvidence = {
  operation: 'sendEvidence',
  request: 'workroom-send-evidence-request',
  fact: 'workroom-evidence-sent',
  effects: ['chargeback.evidence_sent'],
} as const satisfies AnnouncedCommand;
export const acknowledgeDifference = {
  operation: 'acknowledgeDifference',
  request: 'workroom-acknowledge-difference-request',
  fact: 'workroom-difference-acknowledged',
  effects: ['difference.acknowledged'],
} as const satisfies AnnouncedCommand;
