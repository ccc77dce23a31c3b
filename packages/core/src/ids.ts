// Ids are made in the application, not by the database. An id has a prefix for its kind and a time-ordered suffix, so
// that lists can be paged by id. `decide` gets a source of ids and stays pure.

export const idPrefixes = {
  contract: 'ctr',
  milestone: 'mst',
  submission: 'sub',
  proposal: 'prp',
  refundRequest: 'rfd',
  dispute: 'dsp',
  freeze: 'frz',
  chargeback: 'cbk',
  difference: 'dif',
  approval: 'apr',
  upload: 'upl',
  payment: 'pay',
  payout: 'pot',
  return: 'ret',
  event: 'evt',
  movement: 'mov',
  command: 'cmd',
  request: 'req',
  webhookEndpoint: 'whk',
  delivery: 'dlv',
  accessEntry: 'acc',
  document: 'doc',
} as const;

export type IdKind = keyof typeof idPrefixes;
export type Id<Kind extends IdKind> = `${(typeof idPrefixes)[Kind]}_${string}`;

export type ContractId = Id<'contract'>;
export type MilestoneId = Id<'milestone'>;
export type SubmissionId = Id<'submission'>;
export type ProposalId = Id<'proposal'>;
export type RefundRequestId = Id<'refundRequest'>;
export type DisputeId = Id<'dispute'>;
export type FreezeId = Id<'freeze'>;
export type ChargebackId = Id<'chargeback'>;
export type DifferenceId = Id<'difference'>;
export type ApprovalId = Id<'approval'>;
export type UploadId = Id<'upload'>;
export type PaymentId = Id<'payment'>;
export type PayoutId = Id<'payout'>;
export type ReturnId = Id<'return'>;
export type EventId = Id<'event'>;
export type MovementId = Id<'movement'>;
export type CommandId = Id<'command'>;
export type WebhookEndpointId = Id<'webhookEndpoint'>;
export type DeliveryId = Id<'delivery'>;
export type AccessEntryId = Id<'accessEntry'>;
export type DocumentId = Id<'document'>;

/** Makes a fresh id of the kind; ids made later sort later. */
export type NewId = <Kind extends IdKind>(kind: Kind) => Id<Kind>;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Time-ordered ids in the manner of ULID: 48 bits of milliseconds, a counter that keeps the order
 * within one millisecond, and 60 random bits.
 *
 * @param nowMs system time; not the contract's clock, which a sandbox may move
 * @param random uniform numbers in [0, 1)
 */
export function idSource(nowMs: () => number, random: () => number): NewId {
  let lastMs = 0;
  let counter = 0;
  return (kind) => {
    const ms = Math.max(Math.trunc(nowMs()), lastMs);
    counter = ms === lastMs ? counter + 1 : 0;
    lastMs = ms;
    const suffix = encode(ms, 10) + encode(counter, 4) + randomCharacters(12, random);
    return `${idPrefixes[kind]}_${suffix}`;
  };
}

function encode(value: number, length: number): string {
  let text = '';
  let rest = value;
  for (let place = 0; place < length; place += 1) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function randomCharacters(length: number, random: () => number): string {
  let text = '';
  for (let place = 0; place < length; place += 1) text += alphabet.charAt(Math.floor(random() * 32));
  return text;
}
