import { z } from 'zod';
import { type Id, type IdKind, idPrefixes } from '../ids.ts';
import { currencyExponent } from '../money.ts';
import { eventTypes } from '../notices.ts';
import { type CommandName, processTable } from '../process.ts';

// Shapes on the wire. Schemas check types, lengths and safe integers; signs, minimums and limits are
// the rules' own and come back as their codes. Unknown fields are refused, never dropped in silence.

const id = <Kind extends IdKind>(kind: Kind) =>
  z.templateLiteral([idPrefixes[kind], '_', z.string().regex(/^[0-9A-Za-z]{1,40}$/)]) as unknown as z.ZodType<
    Id<Kind>,
    Id<Kind>
  >;

const minorUnits = z.int().describe('Whole minor units of the contract’s currency');
const title = z.string().trim().min(1).max(200);
const text = z.string().max(10_000);
const personId = z.string().min(1).max(200);
const timestamp = z.iso.datetime();
const calendarDate = z.iso.date();
const metadata = z
  .record(z.string().max(40), z.string().max(500))
  .refine((entries) => Object.keys(entries).length <= 50, 'at most 50 entries');

export const Person = z.strictObject({ id: personId, name: z.string().trim().min(1).max(200) });

const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'an ISO 4217 code in upper case')
  .refine((code) => Number.isInteger(currencyExponent(code)) && isKnownCurrency(code), 'an ISO 4217 currency');

const MilestoneInput = z.strictObject({
  title,
  description: text.optional(),
  amount: minorUnits,
  dueOn: calendarDate.nullable().optional(),
});
const paymentMethod = z.string().min(1).max(255).describe('The payment provider’s own reference').optional();
const httpUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const LinkInput = z.strictObject({ url: httpUrl, label: z.string().max(200).optional() });

// Bodies

export const CreateContractBody = z.strictObject({
  title,
  currency,
  client: Person,
  freelancer: Person,
  status: z.enum(['offered', 'active']).default('offered'),
  metadata: metadata.default({}),
  milestones: z.array(MilestoneInput).max(1_000).default([]),
});
export const EditContractBody = z.strictObject({ title: title.optional(), metadata: metadata.optional() });
export const AppointMediatorBody = z.strictObject({ mediator: Person.nullable() });
export const SetMembersBody = z.strictObject({
  client: z.array(Person).max(100),
  freelancer: z.array(Person).max(100),
});
export const ReasonBody = z.strictObject({ reason: text.optional() });
export const AddMilestonesBody = z.strictObject({
  milestones: z.array(MilestoneInput).min(1).max(1_000),
  before: id('milestone').optional(),
});
const termsToChange = {
  title: title.optional(),
  description: text.optional(),
  amount: minorUnits.optional(),
  dueOn: calendarDate.nullable().optional(),
};
export const EditMilestoneBody = z.strictObject(termsToChange);
export const ReorderMilestonesBody = z.strictObject({ milestoneIds: z.array(id('milestone')).max(1_000) });
const PlanChangeInput = z.union([
  z.strictObject({ add: MilestoneInput.extend({ before: id('milestone').optional() }) }),
  z.strictObject({ edit: z.strictObject({ milestoneId: id('milestone'), ...termsToChange }) }),
  z.strictObject({ remove: z.strictObject({ milestoneId: id('milestone') }) }),
  z.strictObject({ reorder: z.strictObject({ milestoneIds: z.array(id('milestone')).max(1_000) }) }),
]);
export const MakeProposalBody = z.strictObject({
  changes: z.array(PlanChangeInput).min(1).max(100),
  note: text.optional(),
});
export const FundBody = z.strictObject({ paymentMethod });
const FileInput = z.strictObject({ uploadId: id('upload') });
const files = z.array(FileInput).max(20).optional().describe('Uploads that are complete');
export const SubmitBody = z.strictObject({ message: text, links: z.array(LinkInput).max(50).optional(), files });
export const RequestChangesBody = z.strictObject({ message: text });
export const ExtendReviewBody = z.strictObject({ days: z.int() });
export const ReleaseBody = z.strictObject({
  amount: minorUnits,
  bonus: minorUnits.optional(),
  leftover: z
    .strictObject({
      to: z.enum(['next_milestone', 'refund_and_end', 'refund_and_continue']),
      reason: text.optional(),
      milestone: MilestoneInput.optional(),
    })
    .optional(),
  note: text.optional(),
  paymentMethod,
});
export const GiveBonusBody = z.strictObject({ amount: minorUnits, note: text.optional(), paymentMethod });
export const RequestRefundBody = z.strictObject({
  milestoneId: id('milestone').optional(),
  amount: minorUnits.optional(),
  reason: text,
  thenEnd: z.boolean().optional(),
});
export const DisputeRefundBody = z.strictObject({ reason: text });
export const VolunteerRefundBody = z.strictObject({
  milestoneId: id('milestone').optional(),
  amount: minorUnits.optional(),
  reason: text.optional(),
});
export const MakeOfferBody = z.strictObject({ toFreelancer: minorUnits, sealed: z.boolean().optional() });
export const AddStatementBody = z.strictObject({ message: text, files });
export const DecideDisputeBody = z.strictObject({ toFreelancer: minorUnits, note: text });
export const EndBody = z.strictObject({ pay: minorUnits.optional(), reason: text.optional() });
export const PostMessageBody = z.strictObject({ text });
const fileName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((name) => !/[/\\\p{Cc}]/u.test(name), 'a file name without a path');
const contentType = z
  .string()
  .max(100)
  .regex(/^[a-z0-9][\w.+-]*\/[a-z0-9][\w.+-]*$/i, 'a media type without parameters');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal');
export const CreateUploadBody = z.strictObject({
  name: fileName,
  size: z.int().min(1).describe('In bytes'),
  contentType,
  sha256: sha256.describe('Of the bytes, in hexadecimal'),
});
export const RetryPaymentBody = z.strictObject({ paymentMethod });
export const ReportPaymentBody = z.strictObject({
  outcome: z.enum(['succeeded', 'failed', 'pending']),
  reference: z.string().min(1).max(255).optional().describe('The marketplace’s own name for it'),
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,59}$/, 'lower-case letters, digits and underscores')
    .optional()
    .describe('Why it failed, for programs'),
  message: z.string().min(1).max(500).optional().describe('Why it failed, for the people concerned'),
});
export const ReadNotificationsBody = z.strictObject({
  ids: z.array(id('event')).max(1_000).optional().describe('All of them when left out'),
});
export const CreateSessionBody = z.strictObject({
  user: Person,
  contracts: z.array(id('contract')).max(1_000).optional(),
  origins: z.array(z.url()).max(100).optional(),
  ttlSeconds: z.int().min(1).max(86_400).optional(),
});

export const ReconcileBody = z.strictObject({
  contractId: id('contract').optional().describe('Only this one; all contracts, a page at a time, without it'),
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(100).default(20).describe('Contracts that are compared at most'),
});

export const RevokeSessionsBody = z.strictObject({ user: z.strictObject({ id: Person.shape.id }) });
const wantedTypes = z
  .array(z.enum(eventTypes))
  .min(1)
  .nullable()
  .describe('Only events of these types; all of them for `null`');
const endpointUrl = httpUrl.describe('`https`, with a host that is reached over the public internet');
export const CreateWebhookEndpointBody = z.strictObject({
  url: endpointUrl,
  description: z.string().max(200).default(''),
  types: wantedTypes.default(null),
});
export const EditWebhookEndpointBody = z.strictObject({
  url: endpointUrl.optional(),
  description: z.string().max(200).optional(),
  types: wantedTypes.optional(),
  enabled: z.boolean().optional(),
});
export const RotateWebhookSecretBody = z.strictObject({
  keepOldSeconds: z
    .int()
    .min(0)
    .max(604_800)
    .default(86_400)
    .describe('How long the old secret signs beside the new one'),
});

// Queries; every value arrives as text

const limit = (most: number) => z.coerce.number().int().min(1).max(most);
export const ListContractsQuery = z.strictObject({
  role: z.enum(['client', 'freelancer']).optional(),
  status: z.enum(['offered', 'declined', 'withdrawn', 'active', 'ending', 'ended']).optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(['newest', 'oldest']).default('newest'),
  limit: limit(100).default(20),
  cursor: z.string().max(200).optional(),
});
export const ListPaymentsQuery = z.strictObject({
  status: z.enum(['pending', 'requires_action', 'parked']).default('pending'),
  limit: limit(100).default(20),
  cursor: z.string().max(200).optional(),
});
export const TimelineQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: limit(200).default(100),
});
export const ExportQuery = z.strictObject({ format: z.enum(['json', 'html']).default('json') });
export const StreamQuery = z.strictObject({ after: z.coerce.number().int().min(0).optional() });
export const ListNotificationsQuery = z.strictObject({
  unread: z.enum(['true', 'false']).optional(),
  limit: limit(100).default(20),
  cursor: z.string().max(200).optional(),
});

export const ListDeliveriesQuery = z.strictObject({
  status: z.enum(['pending', 'succeeded', 'failed']).optional(),
  limit: limit(100).default(20),
  cursor: z.string().max(200).optional(),
});

// Answers

const File = z.strictObject({
  uploadId: id('upload'),
  name: z.string(),
  size: z.int(),
  contentType: z.string(),
  sha256: z.string(),
});
const MilestoneState = z.enum([
  'planned',
  'funding',
  'funded',
  'submitted',
  'changes_requested',
  'refund_requested',
  'disputed',
  'paid',
  'refunded',
  'cancelled',
]);
const ContractStatus = z.enum(['offered', 'declined', 'withdrawn', 'active', 'ending', 'ended']);
const Viewer = z.enum(['client', 'freelancer', 'mediator', 'server']);

export const Milestone = z.strictObject({
  id: id('milestone'),
  title: z.string(),
  description: z.string(),
  amount: minorUnits,
  dueOn: calendarDate.nullable(),
  state: MilestoneState,
  funds: z.strictObject({
    deposited: minorUnits,
    released: minorUnits,
    refunded: minorUnits,
    carriedIn: minorUnits,
    carriedOut: minorUnits,
    held: minorUnits,
  }),
  review: z
    .strictObject({
      startedAt: timestamp,
      endsAt: timestamp,
      startedBy: personId,
      extendedDays: z.int(),
      ifNobodyActs: z.literal('release'),
    })
    .nullable(),
  submissions: z.array(
    z.strictObject({
      id: id('submission'),
      message: z.string(),
      links: z.array(z.strictObject({ url: z.string(), label: z.string().nullable() })),
      files: z.array(File),
      submittedBy: Person,
      submittedAt: timestamp,
      withdrawnAt: timestamp.nullable(),
    }),
  ),
  pendingIncrease: z
    .strictObject({ amount: minorUnits, paymentId: id('payment').nullable() })
    .nullable()
    .describe('More money that both agreed on; the old amount binds until it is funded'),
  holdWarning: z
    .strictObject({ heldUntil: timestamp, planEndsAt: timestamp })
    .nullable()
    .describe('Set before funding, when the plan outlasts what the payment provider may hold'),
  changeRequests: z.array(z.strictObject({ message: z.string(), requestedBy: Person, requestedAt: timestamp })),
  paidAt: timestamp.nullable(),
  automatically: z.boolean().describe('Whether the review period ran out and released the money'),
});

const Payment = z.strictObject({
  id: id('payment'),
  kind: z.enum(['charge', 'transfer', 'refund']),
  purpose: z.enum(['deposit', 'bonus', 'release', 'refund']),
  milestoneId: id('milestone').nullable(),
  amount: minorUnits,
  fee: minorUnits,
  status: z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'parked', 'cancelled']),
  failure: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  clientAction: z.record(z.string(), z.unknown()).nullable(),
  actionBy: timestamp.nullable(),
  createdAt: timestamp,
});

/** With all that somebody needs who makes the payment by hand. */
export const PaymentList = z.strictObject({
  data: z.array(
    z.strictObject({
      contractId: id('contract'),
      currency: z.string(),
      client: z.strictObject({ id: personId }),
      freelancer: z.strictObject({ id: personId }),
      source: id('payment').nullable().describe('The charge that a payout or refund draws on'),
      moves: minorUnits.describe('What is to move, fees accounted for'),
      payment: Payment,
    }),
  ),
  nextCursor: z.string().nullable(),
});

const termsAnswered = {
  title: z.string().optional(),
  description: z.string().optional(),
  amount: minorUnits.optional(),
  dueOn: calendarDate.nullable().optional(),
};
const Proposal = z.strictObject({
  id: id('proposal'),
  by: z.enum(['client', 'freelancer']),
  proposedBy: Person,
  changes: z.array(
    z.union([
      z.strictObject({
        add: z.strictObject({
          title: z.string(),
          description: z.string(),
          amount: minorUnits,
          dueOn: calendarDate.nullable(),
          before: id('milestone').nullable(),
        }),
      }),
      z.strictObject({
        edit: z.strictObject({ milestoneId: id('milestone'), ...termsAnswered, before: z.strictObject(termsAnswered) }),
      }),
      z.strictObject({ remove: z.strictObject({ milestoneId: id('milestone') }) }),
      z.strictObject({ reorder: z.strictObject({ milestoneIds: z.array(id('milestone')) }) }),
    ]),
  ),
  note: z.string(),
  state: z.enum(['open', 'accepted', 'rejected', 'withdrawn', 'outdated']),
  createdAt: timestamp,
});

const RefundRequest = z.strictObject({
  id: id('refundRequest'),
  milestoneId: id('milestone').nullable(),
  amount: minorUnits,
  reason: z.string(),
  thenEnd: z.boolean(),
  requestedBy: personId,
  requestedAt: timestamp,
  answerBy: timestamp,
  ifNobodyActs: z.literal('refund'),
});

const Dispute = z.strictObject({
  id: id('dispute'),
  milestoneId: id('milestone').nullable(),
  amount: minorUnits,
  openedBy: personId,
  openedAt: timestamp,
  decideBy: timestamp,
  ifNobodyActs: z.enum(['half', 'client', 'freelancer']),
  statements: z.array(z.strictObject({ by: personId, message: z.string(), files: z.array(File), at: timestamp })),
  offers: z
    .array(z.strictObject({ by: z.enum(['client', 'freelancer']), toFreelancer: minorUnits, at: timestamp }))
    .describe('Each side’s newest open offer'),
  sealed: z.strictObject({
    round: z.int(),
    roundsLeft: z.int().describe('Rounds that can still be played, this one included'),
    mine: minorUnits.nullable(),
    theirsIn: z.boolean(),
  }),
});

export const Policy = z.strictObject({
  minimumAmount: z.record(z.string(), z.int().min(1)),
  reviewDays: z.int().min(1).max(365),
  reminders: z.array(z.int().min(1)),
  maxReviewExtensionDays: z.int().min(0).max(365),
  refundResponseDays: z.int().min(1).max(365),
  disputeDays: z.int().min(1).max(365),
  disputeDefault: z.enum(['half', 'client', 'freelancer']),
  actionHours: z.int().min(1).max(720),
  planChanges: z.enum(['client', 'agreement']),
  fees: z.strictObject({ clientBps: z.int().min(0).max(10_000), freelancerBps: z.int().min(0).max(10_000) }),
  maxMilestones: z.int().min(1).max(1_000),
  maxHoldDays: z.int().min(1).max(36_500).nullable().default(null),
  fundsNoun: z.string().min(1).max(60),
});

export const Contract = z.strictObject({
  id: id('contract'),
  seq: z.int().describe('Number of the last event: where to go on in the timeline and the stream'),
  version: z.int(),
  title: z.string(),
  metadata: z.record(z.string(), z.string()),
  status: ContractStatus,
  currency: z.string(),
  client: Person,
  freelancer: Person,
  viewer: Viewer,
  totals: z.strictObject({
    planned: minorUnits,
    deposited: minorUnits,
    released: minorUnits,
    refunded: minorUnits,
    carried: minorUnits,
    held: minorUnits,
    bonuses: minorUnits,
  }),
  milestones: z.array(Milestone),
  proposals: z.array(Proposal).describe('Those that are open, and the latest that were answered'),
  refundRequest: RefundRequest.nullable(),
  dispute: Dispute.nullable(),
  mediator: Person.nullable(),
  members: z.strictObject({ client: z.array(Person), freelancer: z.array(Person) }),
  payments: z.array(Payment),
  policy: Policy,
  actions: z.array(
    z.strictObject({
      name: z.enum(Object.keys(processTable) as [CommandName, ...CommandName[]]),
      milestoneId: id('milestone').nullable(),
      paymentId: id('payment').nullable(),
      proposalId: id('proposal').nullable(),
      enabled: z.boolean(),
      reason: z.string().nullable().describe('Why it is closed, as a sentence'),
      code: z.string().nullable().describe('Why it is closed, as a problem code'),
    }),
  ),
  uploads: z
    .strictObject({ maxBytes: z.int(), contentTypes: z.array(z.string()).nullable() })
    .nullable()
    .describe('Which files submissions and statements may bring'),
  now: timestamp,
  nextChangeAt: timestamp.nullable().describe('When time alone will next change the contract'),
  createdAt: timestamp,
  endedAt: timestamp.nullable(),
});
/** What every command answers: the contract as it now stands, for its reader. */
export const ContractAnswer = Contract;

export const ContractSummary = z.strictObject({
  id: id('contract'),
  title: z.string(),
  status: ContractStatus,
  currency: z.string(),
  client: Person,
  freelancer: Person,
  viewer: Viewer,
  totals: Contract.shape.totals,
  currentMilestone: z
    .strictObject({ id: id('milestone'), title: z.string(), state: MilestoneState, amount: minorUnits })
    .nullable(),
  nextChangeAt: timestamp.nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export const ContractList = z.strictObject({ data: z.array(ContractSummary), nextCursor: z.string().nullable() });

export const Event = z.strictObject({
  id: id('event'),
  contractId: id('contract'),
  seq: z.int(),
  type: z.string(),
  actor: z.union([
    z.strictObject({ side: z.enum(['system', 'server']) }),
    z.strictObject({ side: z.enum(['client', 'freelancer', 'mediator']), id: z.string(), name: z.string() }),
  ]),
  occurredAt: timestamp,
  recordedAt: timestamp,
  data: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
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
  disabledReason: z.string().nullable().describe('Why it was switched off, and what to do'),
  failingSince: timestamp.nullable(),
  createdAt: timestamp,
});
export const WebhookEndpointWithSecret = z.strictObject({
  ...WebhookEndpoint.shape,
  secret: z.string().describe('`whsec_…`: shown this once'),
});
export const WebhookEndpointList = z.strictObject({ data: z.array(WebhookEndpoint) });
export const Delivery = z.strictObject({
  id: id('delivery'),
  endpointId: id('webhookEndpoint'),
  messageId: z.string().describe('The `webhook-id` header: the same however often it is sent'),
  type: z.string(),
  contractId: id('contract').nullable(),
  seq: z.int().nullable(),
  status: z.enum(['pending', 'succeeded', 'failed']),
  attempts: z.int(),
  answerStatus: z.int().nullable().describe('What the endpoint answered last'),
  error: z.string().nullable().describe('Why the last attempt failed'),
  firstAttemptAt: timestamp,
  lastAttemptAt: timestamp,
});
export const DeliveryList = z.strictObject({ data: z.array(Delivery), nextCursor: z.string().nullable() });

/** What a webhook brings: the envelope of Standard Webhooks around the event as the timeline tells it. */
export const WebhookMessage = z.strictObject({
  type: z.string(),
  timestamp,
  data: Event,
  head: z
    .strictObject({ seq: z.int(), hash: z.string() })
    .describe('The head of the contract’s chain when this was sent: keep it, and nobody can rewrite what came before'),
});

/** Where the bytes of one file are to be sent: once, exactly those that were announced. */
export const Upload = z.strictObject({
  uploadId: id('upload'),
  method: z.literal('PUT'),
  url: z.string().describe('Absolute, or of this server'),
  headers: z.record(z.string(), z.string()),
  expiresAt: timestamp,
});
export const FileLink = z.strictObject({
  url: z.string().describe('Absolute, or of this server; whoever has it can read the file until it expires'),
  expiresAt: timestamp,
});

/** All that can be shown of a contract, to be checked without asking anybody (rule 41). */
export const Evidence = z.strictObject({
  format: z.literal('workroom-evidence/1'),
  exportedAt: timestamp,
  contract: z.strictObject({
    id: id('contract'),
    title: z.string(),
    currency: z.string(),
    client: Person,
    freelancer: Person,
    createdAt: timestamp,
  }),
  events: z.array(Event).describe('All of them: terms, submissions, messages, decisions, payments'),
  movements: Ledger.shape.movements,
  balances: Ledger.shape.balances,
  head: z.string().describe('Hash of the last event; it also stands in webhooks and mails'),
  howToCheck: z.string(),
});

export const Session = z.strictObject({ token: z.string(), expiresAt: timestamp });
export const SessionRevocation = z.strictObject({ userId: z.string(), revokedUntil: timestamp });
export const SweepReport = z.strictObject({
  deadlines: z.int(),
  payments: z.int(),
  deliveries: z.int(),
  more: z.boolean(),
});
/** How many of our operations the news was about, and of how many the contract learned something. */
export const ProviderWebhookReceipt = z.strictObject({ named: z.int(), recorded: z.int() });

/** What the ledger, the payments, the contract and the provider may say differently. */
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
  'provider_unreachable',
] as const;
export const Difference = z.strictObject({
  kind: z.enum(differenceKinds),
  contractId: id('contract'),
  paymentId: id('payment').nullable().describe('`null` where it is about the contract as a whole'),
  about: z.string().describe('The account, the sum or the kind of payment that differs'),
  currency: z.string(),
  expected: minorUnits.describe('What it must be by all else that is recorded here'),
  found: minorUnits.nullable().describe('What it is, in the books or at the provider; `null` where nobody could say'),
  next: z.string().describe('What to do now, for a person'),
});
export const Reconciliation = z.strictObject({
  checked: z.int().describe('Contracts that were compared'),
  differences: z.array(Difference),
  nextCursor: z.string().nullable().describe('Where to go on; `null` after the last contract'),
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

function isKnownCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}
