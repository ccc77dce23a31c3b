import type { CommandName } from '../process.ts';

export type Caller = 'person' | 'server' | 'provider' | 'anyone';

/**
 * One entry of the HTTP API. The server registers its routes from this table, the typed client is typed
 * from it, and the tests walk it.
 */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base path; `{name}` marks a parameter. */
  readonly path: string;
  readonly summary: string;
  readonly who: readonly Caller[];
  /** The core command that it runs, if any. The process table says which parties may run it. */
  readonly command?: CommandName;
  /** Names in `schemas.ts`. */
  readonly query?: string;
  readonly body?: string;
  readonly answer: string;
  readonly status?: 200 | 201 | 204;
  /** Answers with server-sent events, one `answer` each, until the connection is closed. */
  readonly stream?: true;
  /** Takes the body as raw bytes, because the signature covers them. */
  readonly rawBody?: true;
  /** Answers with printable HTML when the query asks for it. */
  readonly alsoHtml?: true;
  /** Answers with a file of another type when the query asks for it. */
  readonly alsoText?: readonly string[];
  /** `required` for every command that can move money; all other commands honour it. */
  readonly idempotency?: 'required';
  /**
   * `required`: people must send it, because the command binds terms or money. `ignored`: messages and statements are
   * accepted whatever else has changed. Optional on all other commands, and honoured when it is sent.
   */
  readonly ifMatch?: 'required' | 'ignored';
}

const people = ['person'] as const;
const server = ['server'] as const;
const both = ['person', 'server'] as const;

const contract = '/contracts/{contractId}';
const milestone = `${contract}/milestones/{milestoneId}`;
const proposal = `${contract}/proposals/{proposalId}`;
const dispute = `${contract}/disputes/{disputeId}`;
const refundRequest = `${contract}/refund-requests/{refundRequestId}`;
const payment = `${contract}/payments/{paymentId}`;
const returned = `${contract}/returns/{returnId}`;
const approval = `${contract}/approvals/{approvalId}`;
const endpoint = '/webhook-endpoints/{webhookEndpointId}';

// biome-ignore format: one row per entry
export const operations = {
  listContracts: { method: 'GET', path: '/contracts', summary: 'List the contracts of the caller', who: both, query: 'ListContractsQuery', answer: 'ContractList' },
  createContract: { method: 'POST', path: '/contracts', summary: 'Create a contract with its first milestones', who: server, body: 'CreateContractBody', answer: 'ContractAnswer', status: 201 },
  getContract: { method: 'GET', path: contract, summary: 'Retrieve a contract, with the actions that the caller may take now', who: both, answer: 'ContractAnswer' },
  getQuote: { method: 'GET', path: `${contract}/quote`, summary: 'Retrieve what a command would cost and pay right now, row by row', who: people, query: 'QuoteQuery', answer: 'Quote' },
  editContract: { method: 'PATCH', path: contract, summary: 'Update the title or the metadata of a contract', who: both, command: 'edit_contract', body: 'EditContractBody', answer: 'ContractAnswer', ifMatch: 'required' },
  appointMediator: { method: 'PUT', path: `${contract}/mediator`, summary: 'Set or remove the mediator', who: server, command: 'appoint_mediator', body: 'AppointMediatorBody', answer: 'ContractAnswer' },
  setMembers: { method: 'PUT', path: `${contract}/members`, summary: 'Set the members of each side, their roles, and which commands need several of them', who: server, command: 'set_members', body: 'SetMembersBody', answer: 'ContractAnswer' },
  acceptOffer: { method: 'POST', path: `${contract}/accept`, summary: 'Accept an offer', who: people, command: 'accept_offer', answer: 'ContractAnswer', ifMatch: 'required' },
  declineOffer: { method: 'POST', path: `${contract}/decline`, summary: 'Decline an offer', who: people, command: 'decline_offer', body: 'ReasonBody', answer: 'ContractAnswer' },
  withdrawOffer: { method: 'POST', path: `${contract}/withdraw`, summary: 'Withdraw an offer', who: people, command: 'withdraw_offer', body: 'ReasonBody', answer: 'ContractAnswer' },

  addMilestones: { method: 'POST', path: `${contract}/milestones`, summary: 'Add milestones to the plan', who: people, command: 'add_milestones', body: 'AddMilestonesBody', answer: 'ContractAnswer', status: 201, ifMatch: 'required' },
  reorderMilestones: { method: 'PUT', path: `${contract}/milestones/order`, summary: 'Reorder the milestones that are not funded', who: people, command: 'reorder_milestones', body: 'ReorderMilestonesBody', answer: 'ContractAnswer', ifMatch: 'required' },
  editMilestone: { method: 'PATCH', path: milestone, summary: 'Edit a milestone that is not funded', who: people, command: 'edit_milestone', body: 'EditMilestoneBody', answer: 'ContractAnswer', ifMatch: 'required' },
  removeMilestone: { method: 'DELETE', path: milestone, summary: 'Delete a milestone that is not funded', who: people, command: 'remove_milestone', answer: 'ContractAnswer', ifMatch: 'required' },
  propose: { method: 'POST', path: `${contract}/proposals`, summary: 'Propose a change to the plan', who: people, command: 'propose', body: 'MakeProposalBody', answer: 'ContractAnswer', status: 201 },
  acceptProposal: { method: 'POST', path: `${proposal}/accept`, summary: 'Accept a proposal with all of its changes', who: people, command: 'accept_proposal', answer: 'ContractAnswer', ifMatch: 'required' },
  rejectProposal: { method: 'POST', path: `${proposal}/reject`, summary: 'Reject a proposal', who: people, command: 'reject_proposal', body: 'ReasonBody', answer: 'ContractAnswer' },
  withdrawProposal: { method: 'POST', path: `${proposal}/withdraw`, summary: 'Withdraw a proposal', who: people, command: 'withdraw_proposal', answer: 'ContractAnswer' },
  fund: { method: 'POST', path: `${milestone}/fund`, summary: 'Fund a milestone or an agreed increase; carried funds are used first and the difference is charged', who: people, command: 'fund', body: 'FundBody', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  submit: { method: 'POST', path: `${milestone}/submissions`, summary: 'Submit work for review', who: people, command: 'submit', body: 'SubmitBody', answer: 'ContractAnswer', status: 201 },
  withdrawSubmission: { method: 'POST', path: `${milestone}/submissions/{submissionId}/withdraw`, summary: 'Withdraw a submission that is in review', who: people, command: 'withdraw_submission', answer: 'ContractAnswer' },
  requestChanges: { method: 'POST', path: `${milestone}/request-changes`, summary: 'Request changes; this stops the review clock', who: people, command: 'request_changes', body: 'RequestChangesBody', answer: 'ContractAnswer' },
  extendReview: { method: 'POST', path: `${milestone}/extend-review`, summary: 'Give the client more days to review', who: people, command: 'extend_review', body: 'ExtendReviewBody', answer: 'ContractAnswer' },
  release: { method: 'POST', path: `${milestone}/release`, summary: 'Release all or part of the held funds', who: people, command: 'release', body: 'ReleaseBody', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  giveBonus: { method: 'POST', path: `${contract}/bonuses`, summary: 'Pay a bonus', who: people, command: 'give_bonus', body: 'GiveBonusBody', answer: 'ContractAnswer', status: 201, idempotency: 'required', ifMatch: 'required' },

  requestRefund: { method: 'POST', path: `${contract}/refund-requests`, summary: 'Request a refund of held funds', who: people, command: 'request_refund', body: 'RequestRefundBody', answer: 'ContractAnswer', status: 201, ifMatch: 'required' },
  agreeToRefund: { method: 'POST', path: `${refundRequest}/accept`, summary: 'Agree to a refund', who: people, command: 'agree_to_refund', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  disputeRefund: { method: 'POST', path: `${refundRequest}/dispute`, summary: 'Dispute a refund request', who: people, command: 'dispute_refund', body: 'DisputeRefundBody', answer: 'ContractAnswer', ifMatch: 'required' },
  withdrawRefundRequest: { method: 'POST', path: `${refundRequest}/withdraw`, summary: 'Withdraw a refund request', who: people, command: 'withdraw_refund_request', answer: 'ContractAnswer' },
  volunteerRefund: { method: 'POST', path: `${contract}/refunds`, summary: 'Refund held funds voluntarily, as the freelancer', who: people, command: 'volunteer_refund', body: 'VolunteerRefundBody', answer: 'ContractAnswer', status: 201, idempotency: 'required', ifMatch: 'required' },
  addStatement: { method: 'POST', path: `${dispute}/statements`, summary: 'Add a statement with evidence to a dispute', who: people, command: 'add_statement', body: 'AddStatementBody', answer: 'ContractAnswer', status: 201, ifMatch: 'ignored' },
  makeOffer: { method: 'POST', path: `${dispute}/offers`, summary: 'Offer a split of the disputed money, openly or sealed', who: people, command: 'make_offer', body: 'MakeOfferBody', answer: 'ContractAnswer', status: 201, idempotency: 'required', ifMatch: 'required' },
  decideDispute: { method: 'POST', path: `${dispute}/decide`, summary: 'Decide a dispute, as the mediator or an operator', who: people, command: 'decide_dispute', body: 'DecideDisputeBody', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  endContract: { method: 'POST', path: `${contract}/end`, summary: 'End a contract', who: people, command: 'end', body: 'EndBody', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  postMessage: { method: 'POST', path: `${contract}/messages`, summary: 'Post a message on the timeline', who: people, command: 'post_message', body: 'PostMessageBody', answer: 'ContractAnswer', status: 201, ifMatch: 'ignored' },

  approve: { method: 'POST', path: `${approval}/approve`, summary: 'Approve a waiting command; the last approval executes it', who: people, command: 'approve', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  rejectApproval: { method: 'POST', path: `${approval}/reject`, summary: 'Reject a command that waits for an approval', who: people, command: 'reject_approval', body: 'ReasonBody', answer: 'ContractAnswer' },
  withdrawApproval: { method: 'POST', path: `${approval}/withdraw`, summary: 'Withdraw a command that waits for an approval, as its requester', who: people, command: 'withdraw_approval', answer: 'ContractAnswer' },
  freeze: { method: 'POST', path: `${contract}/freeze`, summary: 'Freeze a contract: stop its clocks and hold unsent payments', who: both, command: 'freeze', body: 'FreezeBody', answer: 'ContractAnswer', ifMatch: 'ignored' },
  unfreeze: { method: 'POST', path: `${contract}/unfreeze`, summary: 'Lift a freeze, or all that the caller may lift; clocks continue with their remaining time', who: both, command: 'unfreeze', body: 'UnfreezeBody', answer: 'ContractAnswer' },
  operatorRelease: { method: 'POST', path: `${contract}/operator/release`, summary: 'Release all or part of the money of a milestone or of the carried funds, as an operator', who: people, command: 'operator_release', body: 'OperatorMoneyBody', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  operatorRefund: { method: 'POST', path: `${contract}/operator/refund`, summary: 'Refund all or part of the money of a milestone or of the carried funds, as an operator', who: people, command: 'operator_refund', body: 'OperatorMoneyBody', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  operatorExtend: { method: 'POST', path: `${contract}/operator/extend`, summary: 'Extend a running deadline, as an operator', who: people, command: 'operator_extend', body: 'OperatorExtendBody', answer: 'ContractAnswer' },
  operatorEnd: { method: 'POST', path: `${contract}/operator/end`, summary: 'End a contract with a split of everything held, as an operator', who: people, command: 'operator_end', body: 'OperatorEndBody', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },

  returnFunds: { method: 'POST', path: `${contract}/returns`, summary: 'Return released money to the client, as the freelancer or an operator', who: people, command: 'return_funds', body: 'ReturnFundsBody', answer: 'ContractAnswer', status: 201, idempotency: 'required', ifMatch: 'required' },
  retryReturn: { method: 'POST', path: `${returned}/retry`, summary: 'Retry the parked part of a return, as an operator', who: people, command: 'retry_return', body: 'ReturnReasonBody', answer: 'ContractAnswer', idempotency: 'required' },
  cancelReturn: { method: 'POST', path: `${returned}/cancel`, summary: 'Cancel the parked part of a return, as an operator', who: people, command: 'cancel_return', body: 'ReturnReasonBody', answer: 'ContractAnswer', idempotency: 'required' },
  bearReturn: { method: 'POST', path: `${returned}/bear`, summary: 'Refund the parked part of a return at the marketplace’s expense, as an operator', who: people, command: 'bear_return', body: 'ReturnReasonBody', answer: 'ContractAnswer', idempotency: 'required' },

  getTimeline: { method: 'GET', path: `${contract}/timeline`, summary: 'List the events of a contract, oldest first', who: both, query: 'TimelineQuery', answer: 'Timeline' },
  streamEvents: { method: 'GET', path: `${contract}/stream`, summary: 'Stream the events of a contract; resumable with Last-Event-ID', who: both, query: 'StreamQuery', answer: 'Event', stream: true },
  streamContracts: { method: 'GET', path: '/stream', summary: 'Stream the events of several contracts over one connection', who: both, query: 'StreamContractsQuery', answer: 'Event', stream: true },
  getLedger: { method: 'GET', path: `${contract}/ledger`, summary: 'Retrieve the ledger: movements and balances', who: both, answer: 'Ledger' },
  createUpload: { method: 'POST', path: `${contract}/uploads`, summary: 'Create an upload: where to send a file for a submission, a statement or a message', who: people, body: 'CreateUploadBody', answer: 'Upload', status: 201 },
  removeUpload: { method: 'DELETE', path: `${contract}/uploads/{uploadId}`, summary: 'Delete an unused upload of the caller', who: people, answer: 'UploadRemoval' },
  getFile: { method: 'GET', path: `${contract}/files/{uploadId}`, summary: 'Create a link to download a file', who: both, answer: 'FileLink' },
  exportContract: { method: 'GET', path: `${contract}/export`, summary: 'Export the timeline and the ledger as evidence, hash-chained, as JSON or printable HTML', who: both, query: 'ExportQuery', answer: 'Evidence', alsoHtml: true },
  listDocuments: { method: 'GET', path: `${contract}/documents`, summary: 'List the receipts, payout statements, fee invoices and credit notes of the caller’s side, by number', who: both, query: 'ListDocumentsQuery', answer: 'DocumentList' },
  getDocument: { method: 'GET', path: `${contract}/documents/{documentId}`, summary: 'Retrieve a document, as JSON or printable HTML', who: both, query: 'DocumentQuery', answer: 'Document', alsoHtml: true },
  retryPayment: { method: 'POST', path: `${payment}/retry`, summary: 'Retry a declined or parked payment', who: both, command: 'retry_payment', body: 'RetryPaymentBody', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  cancelPayment: { method: 'POST', path: `${payment}/cancel`, summary: 'Cancel a charge in progress', who: both, command: 'cancel_payment', answer: 'ContractAnswer' },

  settleOutside: { method: 'POST', path: `${payment}/settle-outside`, summary: 'Record that a parked payment was settled by other means, as an operator', who: people, command: 'settle_outside', body: 'SettleOutsideBody', answer: 'ContractAnswer', idempotency: 'required' },

  reportPayment: { method: 'POST', path: `${payment}/report`, summary: 'Report the outcome of a payment that the marketplace makes itself', who: server, body: 'ReportPaymentBody', answer: 'ContractAnswer' },
  listPayments: { method: 'GET', path: '/payments', summary: 'List pending payments, oldest first', who: server, query: 'ListPaymentsQuery', answer: 'PaymentList' },
  openChargeback: { method: 'POST', path: `${payment}/chargebacks`, summary: 'Record that the client’s bank took a charge back, if the payment provider reports no disputes', who: both, command: 'open_chargeback', body: 'OpenChargebackBody', answer: 'ContractAnswer', status: 201, idempotency: 'required' },
  resolveChargeback: { method: 'POST', path: `${contract}/chargebacks/{chargebackId}/resolve`, summary: 'Record the bank’s decision about a chargeback', who: both, command: 'resolve_chargeback', body: 'ResolveChargebackBody', answer: 'ContractAnswer', idempotency: 'required' },
  sendEvidence: { method: 'POST', path: `${contract}/chargebacks/{chargebackId}/evidence`, summary: 'Send the evidence of a contract to the bank that disputes a charge', who: both, answer: 'ContractAnswer', ifMatch: 'ignored' },
  acknowledgeDifference: { method: 'POST', path: `${contract}/differences/{differenceId}/acknowledge`, summary: 'Acknowledge an unmatched movement at the payment provider, as an operator', who: people, command: 'acknowledge_difference', body: 'AcknowledgeDifferenceBody', answer: 'ContractAnswer' },

  getTotals: { method: 'GET', path: '/totals', summary: 'Retrieve the totals of each currency: held now, and moved in a period', who: both, query: 'TotalsQuery', answer: 'Totals' },
  getStatement: { method: 'GET', path: '/statement', summary: 'Retrieve the caller’s earnings and spending of a period, as JSON or CSV', who: both, query: 'StatementQuery', answer: 'Statement', alsoText: ['text/csv'] },
  listLedger: { method: 'GET', path: '/ledger', summary: 'List the ledger movements of all contracts after a cursor, as JSON, CSV or JSON lines', who: server, query: 'LedgerFeedQuery', answer: 'LedgerFeed', alsoText: ['text/csv', 'application/x-ndjson'] },
  listEvents: { method: 'GET', path: '/events', summary: 'List the events of all contracts after a cursor', who: server, query: 'EventFeedQuery', answer: 'EventFeed' },
  listAccessLog: { method: 'GET', path: '/access-log', summary: 'List which operators opened which contracts, oldest first', who: server, query: 'AccessLogQuery', answer: 'AccessLog' },

  listNotifications: { method: 'GET', path: '/notifications', summary: 'List the notifications of the caller, newest first', who: people, query: 'ListNotificationsQuery', answer: 'NotificationList' },
  readNotifications: { method: 'POST', path: '/notifications/read', summary: 'Mark notifications as read', who: people, body: 'ReadNotificationsBody', answer: 'NotificationList' },

  createWebhookEndpoint: { method: 'POST', path: '/webhook-endpoints', summary: 'Create a webhook endpoint; the answer contains the secret, once', who: server, body: 'CreateWebhookEndpointBody', answer: 'WebhookEndpointWithSecret', status: 201 },
  listWebhookEndpoints: { method: 'GET', path: '/webhook-endpoints', summary: 'List the webhook endpoints', who: server, answer: 'WebhookEndpointList' },
  getWebhookEndpoint: { method: 'GET', path: endpoint, summary: 'Retrieve a webhook endpoint', who: server, answer: 'WebhookEndpoint' },
  editWebhookEndpoint: { method: 'PATCH', path: endpoint, summary: 'Update or re-enable a webhook endpoint', who: server, body: 'EditWebhookEndpointBody', answer: 'WebhookEndpoint' },
  removeWebhookEndpoint: { method: 'DELETE', path: endpoint, summary: 'Delete a webhook endpoint', who: server, answer: 'WebhookEndpoint' },
  rotateWebhookSecret: { method: 'POST', path: `${endpoint}/rotate-secret`, summary: 'Rotate the secret of a webhook endpoint; the old one stays valid for a while', who: server, body: 'RotateWebhookSecretBody', answer: 'WebhookEndpointWithSecret' },
  testWebhookEndpoint: { method: 'POST', path: `${endpoint}/test`, summary: 'Send a test message and return its outcome', who: server, answer: 'Delivery' },
  listDeliveries: { method: 'GET', path: `${endpoint}/deliveries`, summary: 'List the deliveries of a webhook endpoint, newest first', who: server, query: 'ListDeliveriesQuery', answer: 'DeliveryList' },
  resendDelivery: { method: 'POST', path: `${endpoint}/deliveries/{deliveryId}/resend`, summary: 'Resend a delivery', who: server, answer: 'Delivery' },

  receiveProviderWebhook: { method: 'POST', path: '/payments/{provider}/webhook', summary: 'Receive a signed webhook of the payment provider', who: ['provider'], rawBody: true, answer: 'ProviderWebhookReceipt' },

  createSession: { method: 'POST', path: '/sessions', summary: 'Create a session token for a widget', who: server, body: 'CreateSessionBody', answer: 'Session', status: 201 },
  revokeSessions: { method: 'POST', path: '/sessions/revoke', summary: 'Revoke all session tokens of a person', who: server, body: 'RevokeSessionsBody', answer: 'SessionRevocation' },
  getPerson: { method: 'GET', path: '/people/{personId}', summary: 'Retrieve the billing details, language and time zone of a person', who: server, answer: 'PersonDetails' },
  setPerson: { method: 'PUT', path: '/people/{personId}', summary: 'Set the billing details, language and time zone of a person', who: server, body: 'SetPersonBody', answer: 'PersonDetails' },
  erasePerson: { method: 'DELETE', path: '/people/{personId}', summary: 'Erase a person’s texts and name, once their contracts are over', who: server, answer: 'PersonErasure' },
  sweep: { method: 'POST', path: '/sweep', summary: 'Run the sweep once', who: server, answer: 'SweepReport' },
  sweepByGet: { method: 'GET', path: '/sweep', summary: 'Run the sweep once, for schedulers that can only send GET', who: server, answer: 'SweepReport' },
  reconcile: { method: 'POST', path: '/reconcile', summary: 'Reconcile the ledger with the payment provider; with `record`, record the movements found there', who: both, body: 'ReconcileBody', answer: 'Reconciliation' },
  getOpenApi: { method: 'GET', path: '/openapi.json', summary: 'Retrieve this API as an OpenAPI 3.1 document', who: ['anyone'], answer: 'OpenApi' },
  health: { method: 'GET', path: '/health', summary: 'Check that the service and its database answer', who: ['anyone'], answer: 'Health' },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

export function operation(name: OperationName): Operation {
  return operations[name];
}

const commandsByHand: ReadonlySet<OperationName> = new Set(['createContract', 'reportPayment', 'sendEvidence']);

/** Whether the operation changes a contract, and so honours `Idempotency-Key`. */
export function isCommand(name: OperationName): boolean {
  return operation(name).command !== undefined || commandsByHand.has(name);
}
