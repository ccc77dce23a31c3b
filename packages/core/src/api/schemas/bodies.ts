import { z } from 'zod';
import { hasCredentials, withoutDirectionControls } from '../../display-text.ts';
import { eventTypes } from '../../events/catalogue.ts';
import { roles } from '../../members.ts';
import { currencyExponent } from '../../money.ts';
import { ApprovalRule } from './approval-rule.ts';
import { PolicyInput } from './contract.ts';
import { calendarDate, httpUrl, id, metadata, minorUnits, Person, PersonWithLocale, text, title } from './fields.ts';

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
const linkUrl = httpUrl.refine((url) => !hasCredentials(url), 'a link without a name or a password before the host');
const LinkInput = z.strictObject({ url: linkUrl, label: z.string().max(200).optional() });

const avatarUrl = z.url({ protocol: /^https$/ }).max(2_000);
const PartyInput = PersonWithLocale.extend({
  avatarUrl: avatarUrl.exactOptional().describe('Their picture, which the elements show next to the name'),
});

export const CreateContractBody = z.strictObject({
  title,
  currency,
  client: PartyInput,
  freelancer: PartyInput,
  status: z.enum(['offered', 'active']).default('offered'),
  metadata: metadata.default({}),
  milestones: z.array(MilestoneInput).max(1_000).default([]),
  policy: PolicyInput.exactOptional().describe(
    'Any part of the policy, for this contract alone, within the marketplace’s `policyBounds`; the rest is the marketplace’s',
  ),
});
export const EditContractBody = z.strictObject({ title: title.optional(), metadata: metadata.optional() });
export const AppointMediatorBody = z.strictObject({ mediator: Person.nullable() });
const MemberInput = Person.extend({
  avatarUrl: avatarUrl
    .nullable()
    .exactOptional()
    .describe('Their picture; without it the picture is kept, and `null` removes it'),
  roles: z
    .array(z.enum(roles))
    .max(roles.length)
    .exactOptional()
    .describe('Their roles; without it, existing members keep theirs and new members get every role'),
});
const approvalRules = z.array(ApprovalRule).max(50);
export const SetMembersBody = z.strictObject({
  client: z.array(MemberInput).max(100),
  freelancer: z.array(MemberInput).max(100),
  approvals: z
    .strictObject({ client: approvalRules.exactOptional(), freelancer: approvalRules.exactOptional() })
    .exactOptional()
    .describe('Which commands need several members; a side that is left out keeps its rules'),
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
const files = z.array(FileInput).max(20).optional().describe('Completed uploads');
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
export const FreezeBody = z.strictObject({ reason: text });
export const UnfreezeBody = z.strictObject({
  reason: text,
  freezeId: id('freeze').optional().describe('The freeze to lift; by default all that the caller may lift'),
});
export const OperatorMoneyBody = z.strictObject({
  milestoneId: id('milestone').optional().describe('By default the carried funds'),
  amount: minorUnits.optional().describe('By default everything held there'),
  reason: text,
});
export const OperatorExtendBody = z.strictObject({
  deadline: z.enum(['review', 'refund_response', 'dispute']),
  milestoneId: id('milestone').optional(),
  days: z.int(),
  reason: text,
});
export const OperatorEndBody = z.strictObject({
  toFreelancer: minorUnits.describe('The freelancer’s part of everything held; the rest is refunded to the client'),
  reason: text,
});
export const PostMessageBody = z.strictObject({ text, files });
const fileName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((name) => !/[/\\\p{Cc}]/u.test(name) && name !== '.' && name !== '..', 'a file name without a path')
  .refine((name) => withoutDirectionControls(name) === name, 'a file name without characters that turn its direction');
const contentType = z
  .string()
  .max(100)
  .regex(/^[a-z0-9][\w.+-]*\/[a-z0-9][\w.+-]*$/i, 'a media type without parameters');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal');
export const CreateUploadBody = z.strictObject({
  name: fileName,
  size: z.int().min(1).describe('In bytes'),
  contentType,
  sha256: sha256.describe('SHA-256 of the bytes, in hexadecimal'),
});
export const ReturnFundsBody = z.strictObject({
  from: z
    .union([
      z.strictObject({ milestoneId: id('milestone') }),
      z.strictObject({ paymentId: id('payment') }),
      z.strictObject({ carried: z.literal(true) }),
    ])
    .describe('A released milestone, the payment of a bonus, or released carried funds'),
  amount: minorUnits,
  reason: text,
});
export const ReturnReasonBody = z.strictObject({ reason: text });
export const SettleOutsideBody = z.strictObject({
  reason: text,
  reference: z.string().min(1).max(255).describe('The marketplace’s own reference for the payment that settled it'),
});
export const RetryPaymentBody = z.strictObject({
  paymentMethod,
  reason: text.optional().describe('Required for an operator, who acts for another person'),
});
export const ReportPaymentBody = z.strictObject({
  outcome: z.enum(['succeeded', 'failed', 'pending']),
  reference: z.string().min(1).max(255).optional().describe('The marketplace’s own reference for it'),
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,59}$/, 'lower-case letters, digits and underscores')
    .optional()
    .describe('Why it failed, as a code for programs'),
  message: z.string().min(1).max(500).optional().describe('Why it failed, as text for the people concerned'),
});
export const ReadNotificationsBody = z.strictObject({
  ids: z.array(id('event')).max(1_000).optional().describe('By default all of them'),
});
export const CreateSessionBody = z
  .strictObject({
    user: PersonWithLocale,
    contracts: z.array(id('contract')).max(1_000).optional(),
    // The origin of any other URL is `null`, which pages without an origin send too.
    origins: z.array(httpUrl).max(100).optional(),
    ttlSeconds: z.int().min(1).max(86_400).optional(),
    operator: z
      .boolean()
      .optional()
      .describe('A member of the marketplace’s staff, who sees every contract; cannot be combined with `contracts`'),
  })
  .refine(({ operator, contracts }) => operator !== true || contracts === undefined, {
    path: ['operator'],
    message: 'an operator sees every contract: leave `contracts` out',
  });

export const OpenChargebackBody = z.strictObject({
  amount: z.int().min(1).describe('The amount that the bank took back, including the client’s fee, in minor units'),
  reason: text.optional(),
});
export const ResolveChargebackBody = z.strictObject({
  outcome: z.enum(['won', 'lost']),
  amount: z
    .int()
    .min(0)
    .optional()
    .describe('The amount that the bank gave back; by default everything if it is won, and nothing if it is lost'),
  reason: text.optional(),
});
export const AcknowledgeDifferenceBody = z.strictObject({ reason: text });
export const ReconcileBody = z.strictObject({
  contractId: id('contract').optional().describe('Only this contract; by default all contracts, a page at a time'),
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(100).default(20).describe('The maximum number of contracts to compare'),
  record: z
    .boolean()
    .default(false)
    .describe(
      'Records what the provider says of payments that came to an end there or came back, disputes, and what moved without Workroom',
    ),
});

export const RevokeSessionsBody = z.strictObject({ user: z.strictObject({ id: Person.shape.id }) });
const wantedTypes = z
  .array(z.enum(eventTypes))
  .min(1)
  .nullable()
  .describe('Only events of these types; `null` for all');
const endpointUrl = httpUrl.describe('An `https` URL with a host that is reachable over the public internet');
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
    .describe('How long the old secret signs in addition to the new one'),
});

function isKnownCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}
