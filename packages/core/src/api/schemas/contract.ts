import { z } from 'zod';
import { attentionReasons } from '../../attention.ts';
import { roles } from '../../members.ts';
import { type CommandName, processTable } from '../../process.ts';
import { contractStatuses, milestoneStates } from '../../states.ts';
import { ApprovalRule } from './approval-rule.ts';
import { Chargeback, ProviderDifference } from './chargeback.ts';
import { FeeRows, FeesInput } from './fee.ts';
import { calendarDate, File, id, minorUnits, Person, personId, timestamp } from './fields.ts';
import { Approval, Freeze, leftMs } from './marketplace.ts';
import { Payment, Payout, Return } from './payment.ts';

const MilestoneState = z.enum(milestoneStates);
const ContractStatus = z.enum(contractStatuses);
const Member = Person.extend({
  roles: z.array(z.enum(roles)).describe('Their roles on their side'),
  avatarUrl: z.string().nullable().describe('Their picture'),
});
const Viewer = z.enum(['client', 'freelancer', 'mediator', 'operator', 'server']);

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
    chargedBack: minorUnits.describe('Taken back by the client’s bank'),
    held: minorUnits,
    shortfall: minorUnits.describe('The amount that was taken from the milestone; the client may deposit it again'),
  }),
  review: z
    .strictObject({
      startedAt: timestamp,
      endsAt: timestamp.nullable().describe('`null` while the contract is frozen'),
      leftMs,
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
    .describe('An agreed increase; the old amount is valid until it is funded'),
  holdWarning: z
    .strictObject({ heldUntil: timestamp, planEndsAt: timestamp })
    .nullable()
    .describe('Set before funding, if the plan takes longer than the payment provider may hold money'),
  changeRequests: z.array(z.strictObject({ message: z.string(), requestedBy: Person, requestedAt: timestamp })),
  paidAt: timestamp.nullable(),
  automatically: z.boolean().describe('Whether the money was released because the review period ended'),
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
  answerBy: timestamp.nullable().describe('`null` while the contract is frozen'),
  leftMs,
  ifNobodyActs: z.literal('refund'),
});

const Dispute = z.strictObject({
  id: id('dispute'),
  milestoneId: id('milestone').nullable(),
  amount: minorUnits,
  openedBy: personId,
  openedAt: timestamp,
  decideBy: timestamp.nullable().describe('`null` while the contract is frozen'),
  leftMs,
  ifNobodyActs: z.enum(['half', 'client', 'freelancer']),
  statements: z.array(z.strictObject({ by: personId, message: z.string(), files: z.array(File), at: timestamp })),
  offers: z
    .array(z.strictObject({ by: z.enum(['client', 'freelancer']), toFreelancer: minorUnits, at: timestamp }))
    .describe('Each side’s newest open offer'),
  sealed: z.strictObject({
    round: z.int(),
    roundsLeft: z.int().describe('The number of rounds left, including the current one'),
    mine: minorUnits.nullable(),
    theirsIn: z.boolean(),
  }),
});

const commandName = z.enum(Object.keys(processTable) as [CommandName, ...CommandName[]]);
const policyFields = {
  minimumAmount: z.record(z.string(), z.int().min(1)),
  reviewDays: z.int().min(1).max(365),
  reminders: z.array(z.int().min(1)),
  maxReviewExtensionDays: z.int().min(0).max(365),
  refundResponseDays: z.int().min(1).max(365),
  disputeDays: z.int().min(1).max(365),
  disputeDefault: z.enum(['half', 'client', 'freelancer']),
  approvalDays: z.int().min(1).max(365).nullable(),
  operatorApprovalAbove: z
    .record(z.string(), z.int().min(0))
    .describe(
      'By currency: an operator’s command that moves more waits for a second operator; currencies without an entry have no limit',
    ),
  securityDays: z.int().min(0).max(365),
  refundAfterReleaseDays: z.int().min(0).max(3_650),
  actionHours: z.int().min(1).max(720),
  planChanges: z.enum(['client', 'agreement']),
  maxMilestones: z.int().min(1).max(1_000),
  maxHoldDays: z.int().min(1).max(36_500).nullable(),
  fundsNoun: z.string().min(1).max(60),
};
const amountStep = z
  .int()
  .min(2)
  .exactOptional()
  .describe('Every amount of the contract is a multiple of this: the payment provider moves no others. Absent: 1');
export const Policy = z.strictObject({
  ...policyFields,
  approvalDays: policyFields.approvalDays.default(null),
  operatorApprovalAbove: policyFields.operatorApprovalAbove.default({}),
  securityDays: policyFields.securityDays.default(0),
  refundAfterReleaseDays: policyFields.refundAfterReleaseDays.default(0),
  maxHoldDays: policyFields.maxHoldDays.default(null),
  amountStep,
  fees: FeeRows,
});
/** Any part of the policy, for one contract (rule 56). */
export const PolicyInput = z.strictObject({ ...policyFields, fees: FeesInput }).partial();

export const Contract = z.strictObject({
  id: id('contract'),
  seq: z.int().describe('The number of the last event, at which timeline and stream continue'),
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
    chargedBack: minorUnits.describe('Taken back by the client’s bank from money that was held or not yet sent'),
    carried: minorUnits,
    held: minorUnits,
    bonuses: minorUnits,
    returned: minorUnits.describe('The part of `refunded` that had been released before'),
  }),
  milestones: z.array(Milestone),
  proposals: z.array(Proposal).describe('Open ones, and the latest answered ones'),
  refundRequest: RefundRequest.nullable(),
  dispute: Dispute.nullable(),
  approvals: z
    .array(Approval)
    .describe('Approval requests of the reader’s own side: open ones, and the latest closed ones'),
  approvalRules: z
    .strictObject({ client: z.array(ApprovalRule).nullable(), freelancer: z.array(ApprovalRule).nullable() })
    .describe('Which commands of a side need several of its members; `null` if the reader may not know'),
  mediator: Person.nullable(),
  members: z.strictObject({ client: z.array(Member), freelancer: z.array(Member) }),
  payments: z.array(Payment),
  payouts: z.array(Payout).describe('Payouts of releases and bonuses to the freelancer, oldest first'),
  returns: z.array(Return).describe('Open ones, and the latest closed ones'),
  frozen: Freeze.nullable().describe('The oldest freeze that has not been lifted'),
  freezes: z
    .array(Freeze)
    .describe('All freezes that have not been lifted: the contract is frozen until the last is lifted'),
  chargebacks: z.array(Chargeback).describe('Charges that the client’s bank disputes or has disputed'),
  differences: z.array(ProviderDifference).describe('Movements at the provider that match no payment'),
  policy: Policy,
  actions: z.array(
    z.strictObject({
      name: commandName,
      milestoneId: id('milestone').nullable(),
      paymentId: id('payment').nullable(),
      proposalId: id('proposal').nullable(),
      approvalId: id('approval').nullable(),
      returnId: id('return').nullable(),
      enabled: z.boolean(),
      reason: z.string().nullable().describe('Why it is unavailable, as a sentence'),
      code: z.string().nullable().describe('Why it is unavailable, as a problem code'),
      people: z.array(Person).exactOptional().describe('The members of the side who may, if the reader lacks the role'),
    }),
  ),
  uploads: z
    .strictObject({ maxBytes: z.int(), contentTypes: z.array(z.string()).nullable() })
    .nullable()
    .describe('The file types and sizes that submissions and statements may have'),
  now: timestamp,
  nextChangeAt: timestamp.nullable().describe('When time alone will next change the contract'),
  createdAt: timestamp,
  endedAt: timestamp.nullable(),
});
/** The response to every command: the contract in its new state, for its reader. */
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
  frozen: z.boolean().describe('Whether the contract is frozen'),
  nextChangeAt: timestamp.nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
  attention: z
    .array(z.strictObject({ reason: z.enum(attentionReasons), since: timestamp }))
    .optional()
    .describe('For operators and the server: why the contract needs staff, and since when'),
});
export const ContractList = z.strictObject({ data: z.array(ContractSummary), nextCursor: z.string().nullable() });
