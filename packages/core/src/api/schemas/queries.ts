import { z } from 'zod';
import { attentionReasons } from '../../attention.ts';
import { contractStatuses } from '../../states.ts';
import { id, locale, metadata, timestamp } from './fields.ts';

// Query values are always text.

const attentionList = new RegExp(`^(${attentionReasons.join('|')})(,(${attentionReasons.join('|')}))*$`);
const limit = (most: number) => z.coerce.number().int().min(1).max(most);
export const ListContractsQuery = z.strictObject({
  role: z.enum(['client', 'freelancer']).optional(),
  status: z.enum(contractStatuses).optional(),
  q: z.string().max(200).optional(),
  attention: z
    .string()
    .regex(attentionList, `Name reasons, separated by commas: ${attentionReasons.join(', ')}.`)
    .optional()
    .describe('For operators and the server: contracts with one of these reasons, separated by commas'),
  person: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('For operators and the server: contracts of the person with this id'),
  metadata: metadata
    .optional()
    .describe(
      'For operators and the server: contracts with these entries; in the address `metadata.{key}=value` for each',
    ),
  createdAfter: timestamp.optional().describe('For operators and the server'),
  createdBefore: timestamp.optional().describe('For operators and the server'),
  sort: z
    .enum(['newest', 'oldest', 'waiting'])
    .default('newest')
    .describe('`waiting`: longest waiting first; only with `attention`'),
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
export const ExportQuery = z.strictObject({
  format: z.enum(['json', 'html']).default('json'),
  locale: locale.optional().describe('The language of the HTML; by default the reader’s own'),
});
const language = locale.optional().describe('The language of the labels; by default the recipient’s own');
export const ListDocumentsQuery = z.strictObject({
  locale: language,
  limit: limit(200).default(100),
  cursor: z.string().max(200).optional(),
});
export const DocumentQuery = z.strictObject({
  format: z.enum(['json', 'html']).default('json'),
  locale: language,
  paper: z.enum(['a4', 'letter']).default('a4').describe('The paper size of the HTML'),
});
export const StreamQuery = z.strictObject({ after: z.coerce.number().int().min(0).optional() });
/**
 * Contract ids, each with the `seq` of the last event that the caller has. The format of `contracts` and
 * `Last-Event-ID`.
 */
const positions = /^ctr_[0-9A-Za-z]{1,40}(:\d{1,15})?(,ctr_[0-9A-Za-z]{1,40}(:\d{1,15})?)*$/;
export const StreamContractsQuery = z.strictObject({
  contracts: z
    .string()
    .max(5_000)
    .regex(positions, 'Name contracts by their ids, separated by commas, like `ctr_1,ctr_2:12`.')
    .describe(
      'Up to 50 contract ids, separated by commas. After a colon, the `seq` of the last event that the caller has; without one, events from now on. The id of each event has this form too, so that `Last-Event-ID` resumes.',
    ),
});
const wholeAmount = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
export const QuoteQuery = z
  .strictObject({
    command: z.enum(['fund', 'release', 'give_bonus', 'return']),
    milestoneId: id('milestone')
      .optional()
      .describe('For `fund` and `release`; for `return`, the milestone whose released money is returned'),
    paymentId: id('payment').optional().describe('For `return`: the payment of the bonus that is returned'),
    amount: wholeAmount
      .optional()
      .describe('For `give_bonus` and `return`, and for `release`, where the default is everything held'),
    bonus: wholeAmount.optional().describe('For `release`'),
  })
  .superRefine(({ command, milestoneId, paymentId, amount, bonus }, { addIssue }) => {
    const refuse = (field: string, message: string) => addIssue({ code: 'custom', path: [field], message });
    const isOnMilestone = command === 'fund' || command === 'release';
    if (isOnMilestone && milestoneId === undefined) refuse('milestoneId', `Name the milestone to ${command}.`);
    if (command === 'give_bonus' && milestoneId !== undefined)
      refuse('milestoneId', 'A bonus is given on the contract.');
    if (command === 'give_bonus' && amount === undefined) refuse('amount', 'Say how much the bonus would be.');
    if (command === 'fund' && amount !== undefined)
      refuse('amount', 'A milestone is funded whole. Leave the amount out.');
    if (command !== 'release' && bonus !== undefined) refuse('bonus', 'Only a release takes a bonus.');
    if (command !== 'return' && paymentId !== undefined) refuse('paymentId', 'Only a return names a payment.');
    if (command === 'return' && amount === undefined) refuse('amount', 'Say how much would be given back.');
    if (command === 'return' && (milestoneId === undefined) === (paymentId === undefined))
      refuse('milestoneId', 'Name the milestone or the payment of the bonus, one of them.');
  });
export const TotalsQuery = z.strictObject({
  from: timestamp.optional().describe('Start of the period, inclusive'),
  to: timestamp.optional().describe('End of the period, exclusive'),
});
const after = z.string().max(200).optional().describe('The `nextCursor` of the previous answer');
export const EventFeedQuery = z.strictObject({
  after,
  limit: limit(500).default(100),
  types: z.string().max(5_000).optional().describe('Only events of these types, separated by commas'),
});
export const LedgerFeedQuery = z.strictObject({
  after,
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('The number of movements; by default 1000 in JSON, and all in CSV and JSON lines'),
  from: timestamp.optional().describe('Start of the period of recording, inclusive'),
  to: timestamp.optional().describe('End of the period of recording, exclusive'),
  format: z.enum(['json', 'csv', 'ndjson']).default('json'),
});
export const StatementQuery = z.strictObject({
  from: timestamp.describe('Start of the period of recording, inclusive'),
  to: timestamp.describe('End of the period of recording, exclusive'),
  person: z.string().min(1).max(200).optional().describe('For the server: the person of the statement'),
  format: z.enum(['json', 'csv']).default('json'),
});
export const AccessLogQuery = z.strictObject({
  contractId: id('contract').optional(),
  operatorId: z.string().min(1).max(200).optional(),
  after: z.string().max(200).optional().describe('The `nextCursor` of the previous page'),
  limit: limit(200).default(100),
});
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
