import { z } from 'zod';
import { eventTypes } from '../../events/catalogue.ts';
import { Event } from './events.ts';
import { Label } from './fee.ts';
import { id, minorUnits, Person, timestamp } from './fields.ts';

export const Timeline = z.strictObject({ data: z.array(Event), nextCursor: z.string().nullable() });

export const Notification = z.strictObject({
  id: id('event'),
  type: z.string(),
  contractId: id('contract'),
  contractTitle: z.string(),
  title: z.string(),
  text: z.string(),
  link: z.strictObject({ to: z.enum(['contract', 'review-and-pay']), milestoneId: id('milestone').nullable() }),
  createdAt: timestamp,
  readAt: timestamp.nullable(),
});
export const NotificationList = z.strictObject({
  data: z.array(Notification),
  unread: z.int(),
  nextCursor: z.string().nullable(),
});

export const Ledger = z.strictObject({
  currency: z.string(),
  movements: z.array(
    z.strictObject({
      id: z.string(),
      seq: z.int(),
      debit: z.string(),
      credit: z.string(),
      amount: minorUnits,
      at: timestamp,
      eventId: id('event'),
    }),
  ),
  balances: z.record(z.string(), z.int()),
});

export const WebhookEndpoint = z.strictObject({
  id: id('webhookEndpoint'),
  url: z.string(),
  description: z.string(),
  types: z.array(z.string()).nullable(),
  enabled: z.boolean(),
  disabledReason: z.string().nullable().describe('Why it was disabled, and what to do'),
  failingSince: timestamp.nullable(),
  createdAt: timestamp,
});
export const WebhookEndpointWithSecret = z.strictObject({
  ...WebhookEndpoint.shape,
  secret: z.string().describe('`whsec_…`: shown only this once'),
});
export const WebhookEndpointList = z.strictObject({ data: z.array(WebhookEndpoint) });
export const Delivery = z.strictObject({
  id: id('delivery'),
  endpointId: id('webhookEndpoint'),
  messageId: z.string().describe('The `webhook-id` header: the same for every attempt'),
  type: z.string(),
  contractId: id('contract').nullable(),
  seq: z.int().nullable(),
  status: z.enum(['pending', 'succeeded', 'failed']),
  attempts: z.int(),
  answerStatus: z.int().nullable().describe('The endpoint’s last response'),
  error: z.string().nullable().describe('Why the last attempt failed'),
  firstAttemptAt: timestamp,
  lastAttemptAt: timestamp,
});
export const DeliveryList = z.strictObject({ data: z.array(Delivery), nextCursor: z.string().nullable() });

/** The body of a webhook: the Standard Webhooks envelope around an event of the timeline. */
export const WebhookMessage = z.strictObject({
  type: z.enum(eventTypes),
  timestamp,
  data: Event,
  head: z
    .strictObject({ seq: z.int(), hash: z.string() })
    .describe('The head of the contract’s chain at this time. Keep it to detect a rewritten history'),
});

/** Where to send the bytes of one file, once, exactly as announced. */
export const UploadRemoval = z.strictObject({ uploadId: id('upload') });
export const Upload = z.strictObject({
  uploadId: id('upload'),
  method: z.literal('PUT'),
  url: z.string().describe('Absolute, or relative to this server'),
  headers: z.record(z.string(), z.string()),
  expiresAt: timestamp,
});
export const FileLink = z.strictObject({
  url: z
    .string()
    .describe('Absolute, or relative to this server. Anyone with the link can read the file until it expires'),
  expiresAt: timestamp,
});

/** A person's text in the evidence. The hash of the event covers the commitment. */
export const CommittedWord = z.union([
  z.strictObject({ commitment: z.string(), salt: z.string(), text: z.string() }),
  z.strictObject({ commitment: z.string(), erasedAt: timestamp }),
  z
    .strictObject({ commitment: z.string(), withheld: z.literal(true) })
    .describe('Requests of the other side to its own members'),
]);
/** An event in the form that is hashed. Events of format 1 contain plain texts, and `{ erasedAt }` for erased ones. */
export const EvidenceEvent = z.strictObject({
  id: id('event'),
  contractId: id('contract'),
  seq: z.int(),
  format: z.union([z.literal(1), z.literal(2)]),
  type: z.string(),
  actor: z.union([
    z.strictObject({ side: z.enum(['system', 'server']) }),
    z.strictObject({
      side: z.enum(['client', 'freelancer', 'mediator', 'operator']),
      id: z.string(),
      name: z.union([CommittedWord, z.string(), z.strictObject({ erasedAt: timestamp })]),
    }),
  ]),
  occurredAt: timestamp,
  recordedAt: timestamp,
  data: z.record(z.string(), z.unknown()).describe('Each text field is a CommittedWord'),
  hash: z.string(),
});
/** The evidence of a contract, which can be verified offline (rule 41). */
export const Evidence = z.strictObject({
  format: z.literal('workroom-evidence/2'),
  exportedAt: timestamp,
  contract: z.strictObject({
    id: id('contract'),
    title: z.string(),
    currency: z.string(),
    client: Person,
    freelancer: Person,
    createdAt: timestamp,
  }),
  events: z.array(EvidenceEvent).describe('The complete timeline: terms, submissions, messages, decisions, payments'),
  movements: Ledger.shape.movements,
  balances: Ledger.shape.balances,
  head: z.string().describe('Hash of the last event, also sent in webhooks and mails'),
  howToCheck: z.string(),
});

export const Session = z.strictObject({ token: z.string(), expiresAt: timestamp });
export const SessionRevocation = z.strictObject({ userId: z.string(), revokedUntil: timestamp });
export const PersonErasure = z.strictObject({
  personId: z.string(),
  contracts: z.int().describe('The number of contracts with erased texts, in total'),
  texts: z.int().describe('The number of erased texts, in total'),
  erasedAt: timestamp.nullable().describe('The time of the last erasure; null if there was none'),
  retained: z
    .array(
      z.strictObject({
        documentId: id('document'),
        until: timestamp.nullable().describe('`null` without `retention.documentDays`: they are kept for ever'),
      }),
    )
    .describe('Documents that keep this person’s details'),
});
export const SweepReport = z.strictObject({
  deadlines: z.int().describe('Contracts on which a passed deadline was applied'),
  reminders: z.int().describe('Contracts on which only a reminder was sent'),
  payments: z.int(),
  deliveries: z.int(),
  more: z.boolean(),
});
/** The number of payments that the webhook was about, and of those for which something new was recorded. */
export const ProviderWebhookReceipt = z.strictObject({ named: z.int(), recorded: z.int() });

/** One operator opened one contract; recorded at most once an hour (rule 43). */
export const AccessEntry = z.strictObject({
  id: id('accessEntry'),
  contractId: id('contract'),
  operatorId: z.string(),
  at: timestamp.describe('When the operator first opened the contract in that hour'),
});
export const AccessLog = z.strictObject({ data: z.array(AccessEntry), nextCursor: z.string().nullable() });

/** The amounts that a command would charge and pay right now (rule 58). */
export const Quote = z.strictObject({
  version: z
    .int()
    .describe('The version of the contract for which the quote is valid; send it as `If-Match` with the command'),
  lines: z.array(
    z.strictObject({
      label: Label,
      kind: z.enum(['milestone', 'carried', 'release', 'bonus', 'return', 'fee']),
      payer: z.enum(['client', 'freelancer']),
      amount: minorUnits.describe(
        'Without the tax; below zero for carried funds, which cover a part, and for a fee that comes back',
      ),
      tax: minorUnits,
    }),
  ),
  pay: minorUnits.describe('The amount that the client is charged now; negative for a refund'),
  receive: minorUnits.describe(
    'What the freelancer receives once every payment has succeeded; below zero, what is taken back',
  ),
});

/** Totals of one currency over all contracts. `held` to `losses` are current, the others are of the period. */
export const CurrencyTotals = z.strictObject({
  currency: z.string(),
  held: z.int().describe('Held on milestones'),
  carried: z.int().describe('Held as carried funds'),
  payoutsWaiting: z.int().describe('Released and not yet paid out, after fees'),
  receivable: z.int().describe('Returns that were requested and have not arrived'),
  losses: z.int().describe('Borne by the marketplace'),
  ofWhichOpen: z.int().describe('The part of `losses` that open chargebacks may still give back'),
  deposited: z.int(),
  released: z.int().describe('Including the freelancer’s fee'),
  refunded: z.int().describe('Without the client’s fee'),
  fees: z.int().describe('Fees taken, minus fees returned'),
});
export const Totals = z.strictObject({ data: z.array(CurrencyTotals) });

/** The kinds of difference between ledger, payments, contract and provider. */
const differenceKinds = [
  'ledger_differs_from_payments',
  'clearing_not_zero',
  'totals_do_not_add_up',
  'pending_here_succeeded_there',
  'pending_here_failed_there',
  'pending_here_unknown_there',
  'succeeded_here_unknown_there',
  'succeeded_here_pending_there',
  'succeeded_here_failed_there',
  'failed_here_succeeded_there',
  'cancelled_here_succeeded_there',
  'moved_outside_workroom',
  'chargeback_differs',
  'left_of_charge_differs',
  'provider_unreachable',
] as const;
export const Difference = z.strictObject({
  kind: z.enum(differenceKinds),
  contractId: id('contract'),
  paymentId: id('payment').nullable().describe('`null` if it concerns the contract as a whole'),
  about: z.string().describe('What differs: the account, the sum, the kind of payment or the provider’s id'),
  currency: z.string(),
  expected: minorUnits.describe('The expected value, computed from the other records'),
  found: minorUnits.nullable().describe('The value in the books or at the provider; `null` if unknown'),
  next: z.string().describe('What a person should do now'),
});
export const Reconciliation = z.strictObject({
  checked: z.int().describe('The number of compared contracts'),
  differences: z.array(Difference),
  recorded: z.int().describe('The number of payments with a newly recorded state; 0 without `record`'),
  nextCursor: z.string().nullable().describe('The cursor of the next page; `null` after the last contract'),
});
export const Health = z.strictObject({ status: z.literal('ok'), now: timestamp });

export const OpenApi = z.record(z.string(), z.unknown());

export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), message: z.string() })),
});
