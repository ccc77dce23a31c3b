// Written from the elements’ own descriptions: node build/write-element-types.ts
import type {
  ActivityTimeline,
  ContractList,
  MilestoneWorkroom,
  ReviewAndPay,
  WorkroomEventMap,
  WorkroomOperations,
  WorkroomProvider,
} from '@workroom/elements';

export interface WorkroomProviderProps {
  /** Where the server kit is mounted. */
  baseUrl?: WorkroomProvider['baseUrl'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  sessionEndpoint?: WorkroomProvider['sessionEndpoint'] | undefined;
  /** The header for the session token: `X-Workroom-Authorization` if a proxy in front of the server uses `Authorization` itself. */
  authorizationHeader?: WorkroomProvider['authorizationHeader'] | undefined;
  /** Fetches a session token; replaces `session-endpoint`. */
  fetchSession?: WorkroomProvider['fetchSession'] | undefined;
  /** Replaces the global fetch. */
  fetch?: WorkroomProvider['fetch'] | undefined;
  /** A language tag. */
  locale?: WorkroomProvider['locale'] | undefined;
  /** Texts that replace the elements' own, by key. */
  strings?: WorkroomProvider['strings'] | undefined;
  /** The header for the session token: `X-Workroom-Authorization` if a proxy in front of the server uses `Authorization` itself. */
  'authorization-header'?: WorkroomProvider['authorizationHeader'] | undefined;
  /** Where the server kit is mounted. */
  'base-url'?: WorkroomProvider['baseUrl'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  'session-endpoint'?: WorkroomProvider['sessionEndpoint'] | undefined;
}

export type WorkroomProviderEvents = Record<never, never>;

export interface MilestoneWorkroomProps {
  /** The views to show: `summary`, `milestones`, `timeline`, separated by spaces. */
  views?: MilestoneWorkroom['views'] | undefined;
  /** Offers to show submitted pictures and PDFs in place, as `<review-and-pay>` does. */
  filePreviews?: MilestoneWorkroom['filePreviews'] | undefined;
  /** The contract that it is about. */
  contractId?: MilestoneWorkroom['contractId'] | undefined;
  /** Where the server kit is mounted. */
  baseUrl?: MilestoneWorkroom['baseUrl'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  sessionEndpoint?: MilestoneWorkroom['sessionEndpoint'] | undefined;
  /** The header for the session token: `X-Workroom-Authorization` if a proxy in front of the server uses `Authorization` itself. */
  authorizationHeader?: MilestoneWorkroom['authorizationHeader'] | undefined;
  /** Fetches a session token; replaces `session-endpoint`. */
  fetchSession?: MilestoneWorkroom['fetchSession'] | undefined;
  /** Replaces the global fetch. */
  fetch?: MilestoneWorkroom['fetch'] | undefined;
  /** A language tag. */
  locale?: MilestoneWorkroom['locale'] | undefined;
  /** Texts that replace the element's own, by key. */
  strings?: MilestoneWorkroom['strings'] | undefined;
  /** `compact` for tighter spacing. */
  density?: MilestoneWorkroom['density'] | undefined;
  /** The header for the session token: `X-Workroom-Authorization` if a proxy in front of the server uses `Authorization` itself. */
  'authorization-header'?: MilestoneWorkroom['authorizationHeader'] | undefined;
  /** Where the server kit is mounted. */
  'base-url'?: MilestoneWorkroom['baseUrl'] | undefined;
  /** The contract that it is about. */
  'contract-id'?: MilestoneWorkroom['contractId'] | undefined;
  /** Offers to show submitted pictures and PDFs in place, as `<review-and-pay>` does. */
  'file-previews'?: MilestoneWorkroom['filePreviews'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  'session-endpoint'?: MilestoneWorkroom['sessionEndpoint'] | undefined;
}

export interface MilestoneWorkroomEvents {
  /** Fired before the command “Accept an offer”. Cancelable. */
  'workroom-accept-offer-request': WorkroomEventMap['workroom-accept-offer-request'];
  /** Fired before the command “Accept a proposal with all of its changes”. Cancelable. */
  'workroom-accept-proposal-request': WorkroomEventMap['workroom-accept-proposal-request'];
  /** Fired before the command “Add milestones to the plan”. Cancelable. */
  'workroom-add-milestones-request': WorkroomEventMap['workroom-add-milestones-request'];
  /** Fired before the command “Agree to a refund”. Cancelable. */
  'workroom-agree-to-refund-request': WorkroomEventMap['workroom-agree-to-refund-request'];
  /** Fired after the command “Reject a command that waits for an approval”. */
  'workroom-approval-rejected': WorkroomEventMap['workroom-approval-rejected'];
  /** Fired when a command waits for approval by others on the person’s side. The command has had no effect yet. */
  'workroom-approval-requested': WorkroomEventMap['workroom-approval-requested'];
  /** Fired after the command “Withdraw a command that waits for an approval, as its requester”. */
  'workroom-approval-withdrawn': WorkroomEventMap['workroom-approval-withdrawn'];
  /** Fired before the command “Approve a waiting command; the last approval executes it”. Cancelable. */
  'workroom-approve-request': WorkroomEventMap['workroom-approve-request'];
  /** Fired after the command “Approve a waiting command; the last approval executes it”. */
  'workroom-approved': WorkroomEventMap['workroom-approved'];
  /** Fired after the command “Pay a bonus”. */
  'workroom-bonus-given': WorkroomEventMap['workroom-bonus-given'];
  /** Fired before the command “Pay a bonus”. Cancelable; pass the payment method to `respondWith({ paymentMethod })`. */
  'workroom-bonus-request': WorkroomEventMap['workroom-bonus-request'];
  /** Fired before the command “Cancel a charge in progress”. Cancelable. */
  'workroom-cancel-payment-request': WorkroomEventMap['workroom-cancel-payment-request'];
  /** Fired before the command “Request changes; this stops the review clock”. Cancelable. */
  'workroom-changes-request': WorkroomEventMap['workroom-changes-request'];
  /** Fired after the command “Request changes; this stops the review clock”. */
  'workroom-changes-requested': WorkroomEventMap['workroom-changes-requested'];
  /** Fired when the dialog closes. Does not bubble. */
  'workroom-close': WorkroomEventMap['workroom-close'];
  /** Fired after the command “End a contract”. */
  'workroom-contract-ended': WorkroomEventMap['workroom-contract-ended'];
  /** Fired before the command “Decide a dispute, as the mediator or an operator”. Cancelable. */
  'workroom-decide-dispute-request': WorkroomEventMap['workroom-decide-dispute-request'];
  /** Fired before the command “Decline an offer”. Cancelable. */
  'workroom-decline-offer-request': WorkroomEventMap['workroom-decline-offer-request'];
  /** Fired after the command “Decide a dispute, as the mediator or an operator”. */
  'workroom-dispute-decided': WorkroomEventMap['workroom-dispute-decided'];
  /** Fired before the command “Dispute a refund request”. Cancelable. */
  'workroom-dispute-request': WorkroomEventMap['workroom-dispute-request'];
  /** Fired after the command “Dispute a refund request”. */
  'workroom-dispute-started': WorkroomEventMap['workroom-dispute-started'];
  /** Fired before the command “Edit a milestone that is not funded”. Cancelable. */
  'workroom-edit-milestone-request': WorkroomEventMap['workroom-edit-milestone-request'];
  /** Fired before the command “End a contract”. Cancelable. */
  'workroom-end-contract-request': WorkroomEventMap['workroom-end-contract-request'];
  /** Fired before the command “Give the client more days to review”. Cancelable. */
  'workroom-extend-review-request': WorkroomEventMap['workroom-extend-review-request'];
  /** Fired before funding. Cancelable; pass the payment method to `respondWith`. */
  'workroom-fund-request': WorkroomEventMap['workroom-fund-request'];
  /** Fired after the command “Fund a milestone or an agreed increase; carried funds are used first and the difference is charged”. */
  'workroom-funding-requested': WorkroomEventMap['workroom-funding-requested'];
  /** Fired when loading fails; `detail.error` says why. */
  'workroom-load-error': WorkroomEventMap['workroom-load-error'];
  /** Fired after the command “Post a message on the timeline”. */
  'workroom-message-posted': WorkroomEventMap['workroom-message-posted'];
  /** Fired before the command “Post a message on the timeline”. Cancelable. */
  'workroom-message-request': WorkroomEventMap['workroom-message-request'];
  /** Fired after the command “Edit a milestone that is not funded”. */
  'workroom-milestone-edited': WorkroomEventMap['workroom-milestone-edited'];
  /** Fired after the command “Release all or part of the held funds”. */
  'workroom-milestone-released': WorkroomEventMap['workroom-milestone-released'];
  /** Fired after the command “Delete a milestone that is not funded”. */
  'workroom-milestone-removed': WorkroomEventMap['workroom-milestone-removed'];
  /** Fired after the command “Add milestones to the plan”. */
  'workroom-milestones-added': WorkroomEventMap['workroom-milestones-added'];
  /** Fired after the command “Reorder the milestones that are not funded”. */
  'workroom-milestones-reordered': WorkroomEventMap['workroom-milestones-reordered'];
  /** Fired when a link is followed. Cancel it to do the navigation yourself. */
  'workroom-navigate': WorkroomEventMap['workroom-navigate'];
  /** Fired after the command “Accept an offer”. */
  'workroom-offer-accepted': WorkroomEventMap['workroom-offer-accepted'];
  /** Fired after the command “Decline an offer”. */
  'workroom-offer-declined': WorkroomEventMap['workroom-offer-declined'];
  /** Fired after the command “Offer a split of the disputed money, openly or sealed”. */
  'workroom-offer-made': WorkroomEventMap['workroom-offer-made'];
  /** Fired before the command “Offer a split of the disputed money, openly or sealed”. Cancelable. */
  'workroom-offer-request': WorkroomEventMap['workroom-offer-request'];
  /** Fired after the command “Withdraw an offer”. */
  'workroom-offer-withdrawn': WorkroomEventMap['workroom-offer-withdrawn'];
  /** Fired when the dialog opens. Does not bubble. */
  'workroom-open': WorkroomEventMap['workroom-open'];
  /** Fired when a payment needs an action by the client, for example the bank's confirmation. */
  'workroom-payment-action': WorkroomEventMap['workroom-payment-action'];
  /** Fired after the command “Cancel a charge in progress”. */
  'workroom-payment-cancelled': WorkroomEventMap['workroom-payment-cancelled'];
  /** Fired after the command “Retry a declined or parked payment”. */
  'workroom-payment-retried': WorkroomEventMap['workroom-payment-retried'];
  /** Fired after the command “Accept a proposal with all of its changes”. */
  'workroom-proposal-accepted': WorkroomEventMap['workroom-proposal-accepted'];
  /** Fired after the command “Propose a change to the plan”. */
  'workroom-proposal-made': WorkroomEventMap['workroom-proposal-made'];
  /** Fired after the command “Reject a proposal”. */
  'workroom-proposal-rejected': WorkroomEventMap['workroom-proposal-rejected'];
  /** Fired after the command “Withdraw a proposal”. */
  'workroom-proposal-withdrawn': WorkroomEventMap['workroom-proposal-withdrawn'];
  /** Fired before the command “Propose a change to the plan”. Cancelable. */
  'workroom-propose-request': WorkroomEventMap['workroom-propose-request'];
  /** Fired when the element first shows its data. */
  'workroom-ready': WorkroomEventMap['workroom-ready'];
  /** Fired after the command “Agree to a refund”. */
  'workroom-refund-agreed': WorkroomEventMap['workroom-refund-agreed'];
  /** Fired before the command “Request a refund of held funds”. Cancelable. */
  'workroom-refund-request': WorkroomEventMap['workroom-refund-request'];
  /** Fired after the command “Request a refund of held funds”. */
  'workroom-refund-requested': WorkroomEventMap['workroom-refund-requested'];
  /** Fired after the command “Refund held funds voluntarily, as the freelancer”. */
  'workroom-refund-volunteered': WorkroomEventMap['workroom-refund-volunteered'];
  /** Fired after the command “Withdraw a refund request”. */
  'workroom-refund-withdrawn': WorkroomEventMap['workroom-refund-withdrawn'];
  /** Fired before the command “Reject a command that waits for an approval”. Cancelable. */
  'workroom-reject-approval-request': WorkroomEventMap['workroom-reject-approval-request'];
  /** Fired before the command “Reject a proposal”. Cancelable. */
  'workroom-reject-proposal-request': WorkroomEventMap['workroom-reject-proposal-request'];
  /** Fired before the command “Release all or part of the held funds”. Cancelable; pass the payment method to `respondWith({ paymentMethod })`. */
  'workroom-release-request': WorkroomEventMap['workroom-release-request'];
  /** Fired before the command “Delete a milestone that is not funded”. Cancelable. */
  'workroom-remove-milestone-request': WorkroomEventMap['workroom-remove-milestone-request'];
  /** Fired before the command “Reorder the milestones that are not funded”. Cancelable. */
  'workroom-reorder-milestones-request': WorkroomEventMap['workroom-reorder-milestones-request'];
  /** Fired before the command “Retry a declined or parked payment”. Cancelable; pass the payment method to `respondWith({ paymentMethod })`. */
  'workroom-retry-payment-request': WorkroomEventMap['workroom-retry-payment-request'];
  /** Fired after the command “Return released money to the client, as the freelancer or an operator”. */
  'workroom-return-made': WorkroomEventMap['workroom-return-made'];
  /** Fired before the command “Return released money to the client, as the freelancer or an operator”. Cancelable. */
  'workroom-return-request': WorkroomEventMap['workroom-return-request'];
  /** Fired after the command “Give the client more days to review”. */
  'workroom-review-extended': WorkroomEventMap['workroom-review-extended'];
  /** Fired when the session cannot be renewed. */
  'workroom-session-expired': WorkroomEventMap['workroom-session-expired'];
  /** Fired after the command “Add a statement with evidence to a dispute”. */
  'workroom-statement-added': WorkroomEventMap['workroom-statement-added'];
  /** Fired before the command “Add a statement with evidence to a dispute”. Cancelable. */
  'workroom-statement-request': WorkroomEventMap['workroom-statement-request'];
  /** Fired after the command “Withdraw a submission that is in review”. */
  'workroom-submission-withdrawn': WorkroomEventMap['workroom-submission-withdrawn'];
  /** Fired before the command “Submit work for review”. Cancelable. */
  'workroom-submit-request': WorkroomEventMap['workroom-submit-request'];
  /** Fired before the command “Refund held funds voluntarily, as the freelancer”. Cancelable. */
  'workroom-volunteer-refund-request': WorkroomEventMap['workroom-volunteer-refund-request'];
  /** Fired before the command “Withdraw a command that waits for an approval, as its requester”. Cancelable. */
  'workroom-withdraw-approval-request': WorkroomEventMap['workroom-withdraw-approval-request'];
  /** Fired before the command “Withdraw an offer”. Cancelable. */
  'workroom-withdraw-offer-request': WorkroomEventMap['workroom-withdraw-offer-request'];
  /** Fired before the command “Withdraw a proposal”. Cancelable. */
  'workroom-withdraw-proposal-request': WorkroomEventMap['workroom-withdraw-proposal-request'];
  /** Fired before the command “Withdraw a refund request”. Cancelable. */
  'workroom-withdraw-refund-request': WorkroomEventMap['workroom-withdraw-refund-request'];
  /** Fired before the command “Withdraw a submission that is in review”. Cancelable. */
  'workroom-withdraw-submission-request': WorkroomEventMap['workroom-withdraw-submission-request'];
  /** Fired after the command “Submit work for review”. */
  'workroom-work-submitted': WorkroomEventMap['workroom-work-submitted'];
}

export interface ReviewAndPayProps {
  /**  */
  milestoneId?: ReviewAndPay['milestoneId'] | undefined;
  /** As a modal dialog instead of in place. */
  dialog?: ReviewAndPay['dialog'] | undefined;
  /** Whether the dialog is open. */
  open?: ReviewAndPay['open'] | undefined;
  /** Offers to show submitted pictures and PDFs in place. A page with a content security policy must allow `img-src` from where files are kept, and for PDFs `connect-src` from there and `frame-src blob:`. */
  filePreviews?: ReviewAndPay['filePreviews'] | undefined;
  /** The contract that it is about. */
  contractId?: ReviewAndPay['contractId'] | undefined;
  /** Where the server kit is mounted. */
  baseUrl?: ReviewAndPay['baseUrl'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  sessionEndpoint?: ReviewAndPay['sessionEndpoint'] | undefined;
  /** The header for the session token: `X-Workroom-Authorization` if a proxy in front of the server uses `Authorization` itself. */
  authorizationHeader?: ReviewAndPay['authorizationHeader'] | undefined;
  /** Fetches a session token; replaces `session-endpoint`. */
  fetchSession?: ReviewAndPay['fetchSession'] | undefined;
  /** Replaces the global fetch. */
  fetch?: ReviewAndPay['fetch'] | undefined;
  /** A language tag. */
  locale?: ReviewAndPay['locale'] | undefined;
  /** Texts that replace the element's own, by key. */
  strings?: ReviewAndPay['strings'] | undefined;
  /** `compact` for tighter spacing. */
  density?: ReviewAndPay['density'] | undefined;
  /** The header for the session token: `X-Workroom-Authorization` if a proxy in front of the server uses `Authorization` itself. */
  'authorization-header'?: ReviewAndPay['authorizationHeader'] | undefined;
  /** Where the server kit is mounted. */
  'base-url'?: ReviewAndPay['baseUrl'] | undefined;
  /** The contract that it is about. */
  'contract-id'?: ReviewAndPay['contractId'] | undefined;
  /** Offers to show submitted pictures and PDFs in place. A page with a content security policy must allow `img-src` from where files are kept, and for PDFs `connect-src` from there and `frame-src blob:`. */
  'file-previews'?: ReviewAndPay['filePreviews'] | undefined;
  /**  */
  'milestone-id'?: ReviewAndPay['milestoneId'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  'session-endpoint'?: ReviewAndPay['sessionEndpoint'] | undefined;
}

export interface ReviewAndPayEvents {
  /** Fired when a command waits for approval by others on the person’s side. The command has had no effect yet. */
  'workroom-approval-requested': WorkroomEventMap['workroom-approval-requested'];
  /** Fired before changes are requested. Cancelable. */
  'workroom-changes-request': WorkroomEventMap['workroom-changes-request'];
  /** Fired after changes are requested. */
  'workroom-changes-requested': WorkroomEventMap['workroom-changes-requested'];
  /** Fired when the dialog closes. Does not bubble. */
  'workroom-close': WorkroomEventMap['workroom-close'];
  /** Fired before the command “Fund a milestone or an agreed increase; carried funds are used first and the difference is charged”. Cancelable; pass the payment method to `respondWith({ paymentMethod })`. */
  'workroom-fund-request': WorkroomEventMap['workroom-fund-request'];
  /** Fired after the command “Fund a milestone or an agreed increase; carried funds are used first and the difference is charged”. */
  'workroom-funding-requested': WorkroomEventMap['workroom-funding-requested'];
  /** Fired when loading fails; `detail.error` says why. */
  'workroom-load-error': WorkroomEventMap['workroom-load-error'];
  /** Fired after a release. */
  'workroom-milestone-released': WorkroomEventMap['workroom-milestone-released'];
  /** Fired when the dialog opens. Does not bubble. */
  'workroom-open': WorkroomEventMap['workroom-open'];
  /** Fired when a payment needs an action by the client, for example the bank's confirmation. */
  'workroom-payment-action': WorkroomEventMap['workroom-payment-action'];
  /** Fired after the command “Retry a declined or parked payment”. */
  'workroom-payment-retried': WorkroomEventMap['workroom-payment-retried'];
  /** Fired when the element first shows its data. */
  'workroom-ready': WorkroomEventMap['workroom-ready'];
  /** Fired before a release. Cancelable; pass the payment method of a bonus to `respondWith`. */
  'workroom-release-request': WorkroomEventMap['workroom-release-request'];
  /** Fired before the command “Retry a declined or parked payment”. Cancelable; pass the payment method to `respondWith({ paymentMethod })`. */
  'workroom-retry-payment-request': WorkroomEventMap['workroom-retry-payment-request'];
  /** Fired when the session cannot be renewed. */
  'workroom-session-expired': WorkroomEventMap['workroom-session-expired'];
}

export interface ActivityTimelineProps {
  /** The address of a contract's page; `{contractId}` is replaced by its id. */
  contractHref?: ActivityTimeline['contractHref'] | undefined;
  /** The address of *Review and pay*; `{contractId}` and `{milestoneId}` are replaced by their ids. */
  reviewHref?: ActivityTimeline['reviewHref'] | undefined;
  /** The number of entries shown at first, and added by *Show earlier activity*. */
  pageSize?: ActivityTimeline['pageSize'] | undefined;
  /** Hides the message field. */
  withoutComposer?: ActivityTimeline['withoutComposer'] | undefined;
  /** Hides the notifications. */
  withoutNotifications?: ActivityTimeline['withoutNotifications'] | undefined;
  /** The contract that it is about. */
  contractId?: ActivityTimeline['contractId'] | undefined;
  /** Where the server kit is mounted. */
  baseUrl?: ActivityTimeline['baseUrl'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  sessionEndpoint?: ActivityTimeline['sessionEndpoint'] | undefined;
  /** The header for the session token: `X-Workroom-Authorization` if a proxy in front of the server uses `Authorization` itself. */
  authorizationHeader?: ActivityTimeline['authorizationHeader'] | undefined;
  /** Fetches a session token; replaces `session-endpoint`. */
  fetchSession?: ActivityTimeline['fetchSession'] | undefined;
  /** Replaces the global fetch. */
  fetch?: ActivityTimeline['fetch'] | undefined;
  /** A language tag. */
  locale?: ActivityTimeline['locale'] | undefined;
  /** Texts that replace the element's own, by key. */
  strings?: ActivityTimeline['strings'] | undefined;
  /** `compact` for tighter spacing. */
  density?: ActivityTimeline['density'] | undefined;
  /** The header for the session token: `X-Workroom-Authorization` if a proxy in front of the server uses `Authorization` itself. */
  'authorization-header'?: ActivityTimeline['authorizationHeader'] | undefined;
  /** Where the server kit is mounted. */
  'base-url'?: ActivityTimeline['baseUrl'] | undefined;
  /** The address of a contract's page; `{contractId}` is replaced by its id. */
  'contract-href'?: ActivityTimeline['contractHref'] | undefined;
  /** The contract that it is about. */
  'contract-id'?: ActivityTimeline['contractId'] | undefined;
  /** The number of entries shown at first, and added by *Show earlier activity*. */
  'page-size'?: ActivityTimeline['pageSize'] | undefined;
  /** The address of *Review and pay*; `{contractId}` and `{milestoneId}` are replaced by their ids. */
  'review-href'?: ActivityTimeline['reviewHref'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  'session-endpoint'?: ActivityTimeline['sessionEndpoint'] | undefined;
  /** Hides the message field. */
  'without-composer'?: ActivityTimeline['withoutComposer'] | undefined;
  /** Hides the notifications. */
  'without-notifications'?: ActivityTimeline['withoutNotifications'] | undefined;
}

export interface ActivityTimelineEvents {
  /** Fired when a command waits for approval by others on the person’s side. The command has had no effect yet. */
  'workroom-approval-requested': WorkroomEventMap['workroom-approval-requested'];
  /** Fired when loading fails; `detail.error` says why. */
  'workroom-load-error': WorkroomEventMap['workroom-load-error'];
  /** Fired after a message is sent. */
  'workroom-message-posted': WorkroomEventMap['workroom-message-posted'];
  /** Fired before a message is sent. Cancelable. */
  'workroom-message-request': WorkroomEventMap['workroom-message-request'];
  /** Fired when a link is followed. Cancel it to do the navigation yourself. */
  'workroom-navigate': WorkroomEventMap['workroom-navigate'];
  /** Fired when a payment needs an action by the client, for example the bank's confirmation. */
  'workroom-payment-action': WorkroomEventMap['workroom-payment-action'];
  /** Fired when the element first shows its data. */
  'workroom-ready': WorkroomEventMap['workroom-ready'];
  /** Fired when the session cannot be renewed. */
  'workroom-session-expired': WorkroomEventMap['workroom-session-expired'];
}

export interface ContractListProps {
  /** The address of a contract's page; `{contractId}` is replaced by its id. */
  contractHref?: ContractList['contractHref'] | undefined;
  /** The address of *Review and pay*; `{contractId}` and `{milestoneId}` are replaced by their ids. */
  reviewHref?: ContractList['reviewHref'] | undefined;
  /** The number of contracts per page, at most 100. */
  pageSize?: ContractList['pageSize'] | undefined;
  /** Hides search, filters and sort order. */
  withoutFilters?: ContractList['withoutFilters'] | undefined;
  /** Hides the notifications. */
  withoutNotifications?: ContractList['withoutNotifications'] | undefined;
  /** Where the server kit is mounted. */
  baseUrl?: ContractList['baseUrl'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  sessionEndpoint?: ContractList['sessionEndpoint'] | undefined;
  /** The header for the session token: `X-Workroom-Authorization` if a proxy in front of the server uses `Authorization` itself. */
  authorizationHeader?: ContractList['authorizationHeader'] | undefined;
  /** Fetches a session token; replaces `session-endpoint`. */
  fetchSession?: ContractList['fetchSession'] | undefined;
  /** Replaces the global fetch. */
  fetch?: ContractList['fetch'] | undefined;
  /** A language tag. */
  locale?: ContractList['locale'] | undefined;
  /** Texts that replace the element's own, by key. */
  strings?: ContractList['strings'] | undefined;
  /** `compact` for tighter spacing. */
  density?: ContractList['density'] | undefined;
  /** The header for the session token: `X-Workroom-Authorization` if a proxy in front of the server uses `Authorization` itself. */
  'authorization-header'?: ContractList['authorizationHeader'] | undefined;
  /** Where the server kit is mounted. */
  'base-url'?: ContractList['baseUrl'] | undefined;
  /** The address of a contract's page; `{contractId}` is replaced by its id. */
  'contract-href'?: ContractList['contractHref'] | undefined;
  /** The number of contracts per page, at most 100. */
  'page-size'?: ContractList['pageSize'] | undefined;
  /** The address of *Review and pay*; `{contractId}` and `{milestoneId}` are replaced by their ids. */
  'review-href'?: ContractList['reviewHref'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  'session-endpoint'?: ContractList['sessionEndpoint'] | undefined;
  /** Hides search, filters and sort order. */
  'without-filters'?: ContractList['withoutFilters'] | undefined;
  /** Hides the notifications. */
  'without-notifications'?: ContractList['withoutNotifications'] | undefined;
}

export interface ContractListEvents {
  /** Fired when loading fails; `detail.error` says why. */
  'workroom-load-error': WorkroomEventMap['workroom-load-error'];
  /** Fired when a contract is opened. Cancel it to do the navigation yourself. */
  'workroom-navigate': WorkroomEventMap['workroom-navigate'];
  /** Fired when the session cannot be renewed. */
  'workroom-session-expired': WorkroomEventMap['workroom-session-expired'];
}

export interface WorkroomOperationsProps {
  /** The number of contracts per page, at most 100. */
  pageSize?: WorkroomOperations['pageSize'] | undefined;
  /** The contract that it is about. */
  contractId?: WorkroomOperations['contractId'] | undefined;
  /** Where the server kit is mounted. */
  baseUrl?: WorkroomOperations['baseUrl'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  sessionEndpoint?: WorkroomOperations['sessionEndpoint'] | undefined;
  /** The header for the session token: `X-Workroom-Authorization` if a proxy in front of the server uses `Authorization` itself. */
  authorizationHeader?: WorkroomOperations['authorizationHeader'] | undefined;
  /** Fetches a session token; replaces `session-endpoint`. */
  fetchSession?: WorkroomOperations['fetchSession'] | undefined;
  /** Replaces the global fetch. */
  fetch?: WorkroomOperations['fetch'] | undefined;
  /** A language tag. */
  locale?: WorkroomOperations['locale'] | undefined;
  /** Texts that replace the element's own, by key. */
  strings?: WorkroomOperations['strings'] | undefined;
  /** `compact` for tighter spacing. */
  density?: WorkroomOperations['density'] | undefined;
  /** The header for the session token: `X-Workroom-Authorization` if a proxy in front of the server uses `Authorization` itself. */
  'authorization-header'?: WorkroomOperations['authorizationHeader'] | undefined;
  /** Where the server kit is mounted. */
  'base-url'?: WorkroomOperations['baseUrl'] | undefined;
  /** The contract that it is about. */
  'contract-id'?: WorkroomOperations['contractId'] | undefined;
  /** The number of contracts per page, at most 100. */
  'page-size'?: WorkroomOperations['pageSize'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  'session-endpoint'?: WorkroomOperations['sessionEndpoint'] | undefined;
}

export interface WorkroomOperationsEvents {
  /** Fired before the command “Acknowledge an unmatched movement at the payment provider, as an operator”. Cancelable. */
  'workroom-acknowledge-difference-request': WorkroomEventMap['workroom-acknowledge-difference-request'];
  /** Fired after the command “Reject a command that waits for an approval”. */
  'workroom-approval-rejected': WorkroomEventMap['workroom-approval-rejected'];
  /** Fired when a command waits for approval by others on the person’s side. The command has had no effect yet. */
  'workroom-approval-requested': WorkroomEventMap['workroom-approval-requested'];
  /** Fired after the command “Withdraw a command that waits for an approval, as its requester”. */
  'workroom-approval-withdrawn': WorkroomEventMap['workroom-approval-withdrawn'];
  /** Fired before the command “Approve a waiting command; the last approval executes it”. Cancelable. */
  'workroom-approve-request': WorkroomEventMap['workroom-approve-request'];
  /** Fired after the command “Approve a waiting command; the last approval executes it”. */
  'workroom-approved': WorkroomEventMap['workroom-approved'];
  /** Fired before the command “Refund the parked part of a return at the marketplace’s expense, as an operator”. Cancelable. */
  'workroom-bear-return-request': WorkroomEventMap['workroom-bear-return-request'];
  /** Fired before the command “Cancel the parked part of a return, as an operator”. Cancelable. */
  'workroom-cancel-return-request': WorkroomEventMap['workroom-cancel-return-request'];
  /** Fired after the command “Record that the client’s bank took a charge back, if the payment provider reports no disputes”. */
  'workroom-chargeback-opened': WorkroomEventMap['workroom-chargeback-opened'];
  /** Fired after the command “Record the bank’s decision about a chargeback”. */
  'workroom-chargeback-resolved': WorkroomEventMap['workroom-chargeback-resolved'];
  /** Fired when the dialog closes. Does not bubble. */
  'workroom-close': WorkroomEventMap['workroom-close'];
  /** Fired after the command “Freeze a contract: stop its clocks and hold unsent payments”. */
  'workroom-contract-frozen': WorkroomEventMap['workroom-contract-frozen'];
  /** Fired after the command “Lift a freeze, or all that the caller may lift; clocks continue with their remaining time”. */
  'workroom-contract-unfrozen': WorkroomEventMap['workroom-contract-unfrozen'];
  /** Fired before the command “Decide a dispute, as the mediator or an operator”. Cancelable. */
  'workroom-decide-dispute-request': WorkroomEventMap['workroom-decide-dispute-request'];
  /** Fired after the command “Acknowledge an unmatched movement at the payment provider, as an operator”. */
  'workroom-difference-acknowledged': WorkroomEventMap['workroom-difference-acknowledged'];
  /** Fired after the command “Decide a dispute, as the mediator or an operator”. */
  'workroom-dispute-decided': WorkroomEventMap['workroom-dispute-decided'];
  /** Fired before the command “Dispute a refund request”. Cancelable. */
  'workroom-dispute-request': WorkroomEventMap['workroom-dispute-request'];
  /** Fired after the command “Dispute a refund request”. */
  'workroom-dispute-started': WorkroomEventMap['workroom-dispute-started'];
  /** Fired after the command “Send the evidence of a contract to the bank that disputes a charge”. */
  'workroom-evidence-sent': WorkroomEventMap['workroom-evidence-sent'];
  /** Fired before the command “Freeze a contract: stop its clocks and hold unsent payments”. Cancelable. */
  'workroom-freeze-request': WorkroomEventMap['workroom-freeze-request'];
  /** Fired when loading fails; `detail.error` says why. */
  'workroom-load-error': WorkroomEventMap['workroom-load-error'];
  /** Fired after the command “Post a message on the timeline”. */
  'workroom-message-posted': WorkroomEventMap['workroom-message-posted'];
  /** Fired before the command “Post a message on the timeline”. Cancelable. */
  'workroom-message-request': WorkroomEventMap['workroom-message-request'];
  /** Fired when a contract is opened. Cancel it to do the navigation yourself. */
  'workroom-navigate': WorkroomEventMap['workroom-navigate'];
  /** Fired when the dialog opens. Does not bubble. */
  'workroom-open': WorkroomEventMap['workroom-open'];
  /** Fired before the command “Record that the client’s bank took a charge back, if the payment provider reports no disputes”. Cancelable. */
  'workroom-open-chargeback-request': WorkroomEventMap['workroom-open-chargeback-request'];
  /** Fired before the command “End a contract with a split of everything held, as an operator”. Cancelable. */
  'workroom-operator-end-request': WorkroomEventMap['workroom-operator-end-request'];
  /** Fired after the command “End a contract with a split of everything held, as an operator”. */
  'workroom-operator-ended': WorkroomEventMap['workroom-operator-ended'];
  /** Fired before the command “Extend a running deadline, as an operator”. Cancelable. */
  'workroom-operator-extend-request': WorkroomEventMap['workroom-operator-extend-request'];
  /** Fired after the command “Extend a running deadline, as an operator”. */
  'workroom-operator-extended': WorkroomEventMap['workroom-operator-extended'];
  /** Fired before the command “Refund all or part of the money of a milestone or of the carried funds, as an operator”. Cancelable. */
  'workroom-operator-refund-request': WorkroomEventMap['workroom-operator-refund-request'];
  /** Fired after the command “Refund all or part of the money of a milestone or of the carried funds, as an operator”. */
  'workroom-operator-refunded': WorkroomEventMap['workroom-operator-refunded'];
  /** Fired before the command “Release all or part of the money of a milestone or of the carried funds, as an operator”. Cancelable. */
  'workroom-operator-release-request': WorkroomEventMap['workroom-operator-release-request'];
  /** Fired after the command “Release all or part of the money of a milestone or of the carried funds, as an operator”. */
  'workroom-operator-released': WorkroomEventMap['workroom-operator-released'];
  /** Fired when a payment needs an action by the client, for example the bank's confirmation. */
  'workroom-payment-action': WorkroomEventMap['workroom-payment-action'];
  /** Fired after the command “Retry a declined or parked payment”. */
  'workroom-payment-retried': WorkroomEventMap['workroom-payment-retried'];
  /** Fired after the command “Record that a parked payment was settled by other means, as an operator”. */
  'workroom-payment-settled-outside': WorkroomEventMap['workroom-payment-settled-outside'];
  /** Fired when the element first shows its data. */
  'workroom-ready': WorkroomEventMap['workroom-ready'];
  /** Fired before the command “Reject a command that waits for an approval”. Cancelable. */
  'workroom-reject-approval-request': WorkroomEventMap['workroom-reject-approval-request'];
  /** Fired before the command “Record the bank’s decision about a chargeback”. Cancelable. */
  'workroom-resolve-chargeback-request': WorkroomEventMap['workroom-resolve-chargeback-request'];
  /** Fired before the command “Retry a declined or parked payment”. Cancelable; pass the payment method to `respondWith({ paymentMethod })`. */
  'workroom-retry-payment-request': WorkroomEventMap['workroom-retry-payment-request'];
  /** Fired before the command “Retry the parked part of a return, as an operator”. Cancelable. */
  'workroom-retry-return-request': WorkroomEventMap['workroom-retry-return-request'];
  /** Fired after the command “Refund the parked part of a return at the marketplace’s expense, as an operator”. */
  'workroom-return-borne': WorkroomEventMap['workroom-return-borne'];
  /** Fired after the command “Cancel the parked part of a return, as an operator”. */
  'workroom-return-cancelled': WorkroomEventMap['workroom-return-cancelled'];
  /** Fired after the command “Return released money to the client, as the freelancer or an operator”. */
  'workroom-return-made': WorkroomEventMap['workroom-return-made'];
  /** Fired before the command “Return released money to the client, as the freelancer or an operator”. Cancelable. */
  'workroom-return-request': WorkroomEventMap['workroom-return-request'];
  /** Fired after the command “Retry the parked part of a return, as an operator”. */
  'workroom-return-retried': WorkroomEventMap['workroom-return-retried'];
  /** Fired before the command “Send the evidence of a contract to the bank that disputes a charge”. Cancelable. */
  'workroom-send-evidence-request': WorkroomEventMap['workroom-send-evidence-request'];
  /** Fired when the session cannot be renewed. */
  'workroom-session-expired': WorkroomEventMap['workroom-session-expired'];
  /** Fired before the command “Record that a parked payment was settled by other means, as an operator”. Cancelable. */
  'workroom-settle-outside-request': WorkroomEventMap['workroom-settle-outside-request'];
  /** Fired after the command “Add a statement with evidence to a dispute”. */
  'workroom-statement-added': WorkroomEventMap['workroom-statement-added'];
  /** Fired before the command “Add a statement with evidence to a dispute”. Cancelable. */
  'workroom-statement-request': WorkroomEventMap['workroom-statement-request'];
  /** Fired before the command “Lift a freeze, or all that the caller may lift; clocks continue with their remaining time”. Cancelable. */
  'workroom-unfreeze-request': WorkroomEventMap['workroom-unfreeze-request'];
  /** Fired before the command “Withdraw a command that waits for an approval, as its requester”. Cancelable. */
  'workroom-withdraw-approval-request': WorkroomEventMap['workroom-withdraw-approval-request'];
}

/** Every element by its name. */
export interface WorkroomElements {
  /** Provides the server, session, language and texts to all elements inside it. Renders nothing itself. */
  'workroom-provider': {
    readonly element: WorkroomProvider;
    readonly props: WorkroomProviderProps;
    readonly events: WorkroomProviderEvents;
  };
  /** The complete view of a contract: where its money is, its milestones and deadlines, the next step, and every action of the client and the freelancer. */
  'milestone-workroom': {
    readonly element: MilestoneWorkroom;
    readonly props: MilestoneWorkroomProps;
    readonly events: MilestoneWorkroomEvents;
  };
  /** The client's decision about one milestone: review the submission, then approve and pay or request changes. Without a submission it shows *Release payment*. Other viewers see the milestone's state. */
  'review-and-pay': {
    readonly element: ReviewAndPay;
    readonly props: ReviewAndPayProps;
    readonly events: ReviewAndPayEvents;
  };
  /** The activity of a contract, made for a sidebar next to the marketplace's messages: messages and events, newest first, *Review and pay* on a submission that waits for the client, and the person's notifications. */
  'activity-timeline': {
    readonly element: ActivityTimeline;
    readonly props: ActivityTimelineProps;
    readonly events: ActivityTimelineEvents;
  };
  /** *All contracts* of a person, to search, filter, sort and open. */
  'contract-list': {
    readonly element: ContractList;
    readonly props: ContractListProps;
    readonly events: ContractListEvents;
  };
  /** For the marketplace's staff: the contracts that need attention, and each contract with the operator's actions. */
  'workroom-operations': {
    readonly element: WorkroomOperations;
    readonly props: WorkroomOperationsProps;
    readonly events: WorkroomOperationsEvents;
  };
}
