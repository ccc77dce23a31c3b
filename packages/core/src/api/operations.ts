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
  /** The core command that it gives, where it gives one; who of the parties may is the process table's to say. */
  readonly command?: CommandName;
  /** Names in `schemas.ts`. */
  readonly query?: string;
  readonly body?: string;
  readonly answer: string;
  readonly status?: 200 | 201 | 204;
  /** Answers with server-sent events, one `answer` each, until it is closed. */
  readonly stream?: true;
  /** Takes the body as the very bytes that were sent, since they are what is signed. */
  readonly rawBody?: true;
  /** Answers with a page to print where the query asks for one. */
  readonly alsoHtml?: true;
  /** `required` for every command that can move money; all other commands honour it. */
  readonly idempotency?: 'required';
  /**
   * `required` from people for what binds terms or money: nobody is bound to what they did not see. `ignored` for what
   * binds nobody and is said whatever else has changed. Honoured on all other commands.
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
const endpoint = '/webhook-endpoints/{webhookEndpointId}';

// biome-ignore format: a table reads by its rows
export const operations = {
  listContracts: { method: 'GET', path: '/contracts', summary: 'All contracts of the caller', who: both, query: 'ListContractsQuery', answer: 'ContractList' },
  createContract: { method: 'POST', path: '/contracts', summary: 'Create a contract with its first milestones', who: server, body: 'CreateContractBody', answer: 'ContractAnswer', status: 201 },
  getContract: { method: 'GET', path: contract, summary: 'The contract, and what the caller may do now', who: both, answer: 'ContractAnswer' },
  editContract: { method: 'PATCH', path: contract, summary: 'Change title or metadata', who: both, command: 'edit_contract', body: 'EditContractBody', answer: 'ContractAnswer', ifMatch: 'required' },
  appointMediator: { method: 'PUT', path: `${contract}/mediator`, summary: 'Appoint a mediator, or none', who: server, command: 'appoint_mediator', body: 'AppointMediatorBody', answer: 'ContractAnswer' },
  setMembers: { method: 'PUT', path: `${contract}/members`, summary: 'Name the people of each side', who: server, command: 'set_members', body: 'SetMembersBody', answer: 'ContractAnswer' },
  acceptOffer: { method: 'POST', path: `${contract}/accept`, summary: 'Accept the offer', who: people, command: 'accept_offer', answer: 'ContractAnswer', ifMatch: 'required' },
  declineOffer: { method: 'POST', path: `${contract}/decline`, summary: 'Decline the offer', who: people, command: 'decline_offer', body: 'ReasonBody', answer: 'ContractAnswer' },
  withdrawOffer: { method: 'POST', path: `${contract}/withdraw`, summary: 'Withdraw the offer', who: people, command: 'withdraw_offer', body: 'ReasonBody', answer: 'ContractAnswer' },

  addMilestones: { method: 'POST', path: `${contract}/milestones`, summary: 'Add milestones to the plan', who: people, command: 'add_milestones', body: 'AddMilestonesBody', answer: 'ContractAnswer', status: 201, ifMatch: 'required' },
  reorderMilestones: { method: 'PUT', path: `${contract}/milestones/order`, summary: 'Reorder the milestones that are not funded', who: people, command: 'reorder_milestones', body: 'ReorderMilestonesBody', answer: 'ContractAnswer', ifMatch: 'required' },
  editMilestone: { method: 'PATCH', path: milestone, summary: 'Edit a milestone that is not funded', who: people, command: 'edit_milestone', body: 'EditMilestoneBody', answer: 'ContractAnswer', ifMatch: 'required' },
  removeMilestone: { method: 'DELETE', path: milestone, summary: 'Delete a milestone that is not funded', who: people, command: 'remove_milestone', answer: 'ContractAnswer', ifMatch: 'required' },
  propose: { method: 'POST', path: `${contract}/proposals`, summary: 'Propose a change of the plan', who: people, command: 'propose', body: 'MakeProposalBody', answer: 'ContractAnswer', status: 201 },
  acceptProposal: { method: 'POST', path: `${proposal}/accept`, summary: 'Accept the proposal: all of its changes', who: people, command: 'accept_proposal', answer: 'ContractAnswer', ifMatch: 'required' },
  rejectProposal: { method: 'POST', path: `${proposal}/reject`, summary: 'Reject the proposal', who: people, command: 'reject_proposal', body: 'ReasonBody', answer: 'ContractAnswer' },
  withdrawProposal: { method: 'POST', path: `${proposal}/withdraw`, summary: 'Withdraw the proposal', who: people, command: 'withdraw_proposal', answer: 'ContractAnswer' },
  fund: { method: 'POST', path: `${milestone}/fund`, summary: 'Fund the milestone, or an agreed increase: carried funds first, the difference is charged', who: people, command: 'fund', body: 'FundBody', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  submit: { method: 'POST', path: `${milestone}/submissions`, summary: 'Submit work', who: people, command: 'submit', body: 'SubmitBody', answer: 'ContractAnswer', status: 201 },
  withdrawSubmission: { method: 'POST', path: `${milestone}/submissions/{submissionId}/withdraw`, summary: 'Withdraw a submission that is in review', who: people, command: 'withdraw_submission', answer: 'ContractAnswer' },
  requestChanges: { method: 'POST', path: `${milestone}/request-changes`, summary: 'Say what must be fixed; stops the review clock', who: people, command: 'request_changes', body: 'RequestChangesBody', answer: 'ContractAnswer' },
  extendReview: { method: 'POST', path: `${milestone}/extend-review`, summary: 'Give the client more days to review', who: people, command: 'extend_review', body: 'ExtendReviewBody', answer: 'ContractAnswer' },
  release: { method: 'POST', path: `${milestone}/release`, summary: 'Release all or part of what is held', who: people, command: 'release', body: 'ReleaseBody', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  giveBonus: { method: 'POST', path: `${contract}/bonuses`, summary: 'Give a bonus', who: people, command: 'give_bonus', body: 'GiveBonusBody', answer: 'ContractAnswer', status: 201, idempotency: 'required', ifMatch: 'required' },

  requestRefund: { method: 'POST', path: `${contract}/refund-requests`, summary: 'Ask for held money back', who: people, command: 'request_refund', body: 'RequestRefundBody', answer: 'ContractAnswer', status: 201, ifMatch: 'required' },
  agreeToRefund: { method: 'POST', path: `${refundRequest}/accept`, summary: 'Agree to the refund', who: people, command: 'agree_to_refund', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  disputeRefund: { method: 'POST', path: `${refundRequest}/dispute`, summary: 'Start a dispute', who: people, command: 'dispute_refund', body: 'DisputeRefundBody', answer: 'ContractAnswer', ifMatch: 'required' },
  withdrawRefundRequest: { method: 'POST', path: `${refundRequest}/withdraw`, summary: 'Withdraw the refund request', who: people, command: 'withdraw_refund_request', answer: 'ContractAnswer' },
  volunteerRefund: { method: 'POST', path: `${contract}/refunds`, summary: 'Give held money back, as the freelancer', who: people, command: 'volunteer_refund', body: 'VolunteerRefundBody', answer: 'ContractAnswer', status: 201, idempotency: 'required', ifMatch: 'required' },
  addStatement: { method: 'POST', path: `${dispute}/statements`, summary: 'Add a statement with evidence', who: people, command: 'add_statement', body: 'AddStatementBody', answer: 'ContractAnswer', status: 201, ifMatch: 'ignored' },
  makeOffer: { method: 'POST', path: `${dispute}/offers`, summary: 'Offer a split, openly or sealed', who: people, command: 'make_offer', body: 'MakeOfferBody', answer: 'ContractAnswer', status: 201, idempotency: 'required', ifMatch: 'required' },
  decideDispute: { method: 'POST', path: `${dispute}/decide`, summary: 'Decide the split, as the mediator', who: people, command: 'decide_dispute', body: 'DecideDisputeBody', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  endContract: { method: 'POST', path: `${contract}/end`, summary: 'End the contract', who: people, command: 'end', body: 'EndBody', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  postMessage: { method: 'POST', path: `${contract}/messages`, summary: 'Post a message on the timeline', who: people, command: 'post_message', body: 'PostMessageBody', answer: 'ContractAnswer', status: 201, ifMatch: 'ignored' },

  getTimeline: { method: 'GET', path: `${contract}/timeline`, summary: 'Events, newest last', who: both, query: 'TimelineQuery', answer: 'Timeline' },
  streamEvents: { method: 'GET', path: `${contract}/stream`, summary: 'Events as they happen, resumable with Last-Event-ID', who: both, query: 'StreamQuery', answer: 'Event', stream: true },
  streamContracts: { method: 'GET', path: '/stream', summary: 'Stream the events of several contracts over one connection', who: both, query: 'StreamContractsQuery', answer: 'Event', stream: true },
  getLedger: { method: 'GET', path: `${contract}/ledger`, summary: 'Movements and balances', who: both, answer: 'Ledger' },
  createUpload: { method: 'POST', path: `${contract}/uploads`, summary: 'Where to send a file for a submission or a statement', who: people, body: 'CreateUploadBody', answer: 'Upload', status: 201 },
  getFile: { method: 'GET', path: `${contract}/files/{uploadId}`, summary: 'A link to read a file with', who: both, answer: 'FileLink' },
  exportContract: { method: 'GET', path: `${contract}/export`, summary: 'The evidence: timeline and ledger, hash-chained, as JSON or to print', who: both, query: 'ExportQuery', answer: 'Evidence', alsoHtml: true },
  retryPayment: { method: 'POST', path: `${payment}/retry`, summary: 'Try a declined or parked payment again', who: both, command: 'retry_payment', body: 'RetryPaymentBody', answer: 'ContractAnswer', idempotency: 'required', ifMatch: 'required' },
  cancelPayment: { method: 'POST', path: `${payment}/cancel`, summary: 'Give up a charge in progress', who: both, command: 'cancel_payment', answer: 'ContractAnswer' },

  reportPayment: { method: 'POST', path: `${payment}/report`, summary: 'Say how a payment turned out that the marketplace makes itself', who: server, body: 'ReportPaymentBody', answer: 'ContractAnswer' },
  listPayments: { method: 'GET', path: '/payments', summary: 'Payments that wait, the oldest first', who: server, query: 'ListPaymentsQuery', answer: 'PaymentList' },

  listNotifications: { method: 'GET', path: '/notifications', summary: 'What the caller was told, newest first', who: people, query: 'ListNotificationsQuery', answer: 'NotificationList' },
  readNotifications: { method: 'POST', path: '/notifications/read', summary: 'Mark notifications as read', who: people, body: 'ReadNotificationsBody', answer: 'NotificationList' },

  createWebhookEndpoint: { method: 'POST', path: '/webhook-endpoints', summary: 'Send events to a URL from now on; the answer has the secret, this once', who: server, body: 'CreateWebhookEndpointBody', answer: 'WebhookEndpointWithSecret', status: 201 },
  listWebhookEndpoints: { method: 'GET', path: '/webhook-endpoints', summary: 'Where events go', who: server, answer: 'WebhookEndpointList' },
  getWebhookEndpoint: { method: 'GET', path: endpoint, summary: 'One place where events go', who: server, answer: 'WebhookEndpoint' },
  editWebhookEndpoint: { method: 'PATCH', path: endpoint, summary: 'Change an endpoint, or switch it on again', who: server, body: 'EditWebhookEndpointBody', answer: 'WebhookEndpoint' },
  removeWebhookEndpoint: { method: 'DELETE', path: endpoint, summary: 'Send nothing there any more, and forget it', who: server, answer: 'WebhookEndpoint' },
  rotateWebhookSecret: { method: 'POST', path: `${endpoint}/rotate-secret`, summary: 'A new secret; the old one signs beside it for a while', who: server, body: 'RotateWebhookSecretBody', answer: 'WebhookEndpointWithSecret' },
  testWebhookEndpoint: { method: 'POST', path: `${endpoint}/test`, summary: 'Send a test message now, and say what came of it', who: server, answer: 'Delivery' },
  listDeliveries: { method: 'GET', path: `${endpoint}/deliveries`, summary: 'What was sent to an endpoint, newest first', who: server, query: 'ListDeliveriesQuery', answer: 'DeliveryList' },
  resendDelivery: { method: 'POST', path: `${endpoint}/deliveries/{deliveryId}/resend`, summary: 'Send the same message again now', who: server, answer: 'Delivery' },

  receiveProviderWebhook: { method: 'POST', path: '/payments/{provider}/webhook', summary: 'The payment provider’s news, signed by it', who: ['provider'], rawBody: true, answer: 'ProviderWebhookReceipt' },

  createSession: { method: 'POST', path: '/sessions', summary: 'A session token for a widget', who: server, body: 'CreateSessionBody', answer: 'Session', status: 201 },
  revokeSessions: { method: 'POST', path: '/sessions/revoke', summary: 'Void all session tokens of a person', who: server, body: 'RevokeSessionsBody', answer: 'SessionRevocation' },
  sweep: { method: 'POST', path: '/sweep', summary: 'Run due work once', who: server, answer: 'SweepReport' },
  sweepByGet: { method: 'GET', path: '/sweep', summary: 'The same, for schedulers that only know GET', who: server, answer: 'SweepReport' },
  reconcile: { method: 'POST', path: '/reconcile', summary: 'Compare the books with each other and with the payment provider; with `record`, book what came back', who: server, body: 'ReconcileBody', answer: 'Reconciliation' },
  getOpenApi: { method: 'GET', path: '/openapi.json', summary: 'This API, as OpenAPI 3.1', who: ['anyone'], answer: 'OpenApi' },
  health: { method: 'GET', path: '/health', summary: 'Whether the service and its database answer', who: ['anyone'], answer: 'Health' },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

export function operation(name: OperationName): Operation {
  return operations[name];
}

/** Whether the operation changes a contract, and so honours `Idempotency-Key`. */
export function isCommand(name: OperationName): boolean {
  return operation(name).command !== undefined || name === 'createContract' || name === 'reportPayment';
}
