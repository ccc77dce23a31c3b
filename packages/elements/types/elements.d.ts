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
  /** The header that carries the session token: `X-Workroom-Authorization` where a proxy in front of the server takes `Authorization` for itself. */
  authorizationHeader?: WorkroomProvider['authorizationHeader'] | undefined;
  /** Fetches a session token; instead of `session-endpoint`. */
  fetchSession?: WorkroomProvider['fetchSession'] | undefined;
  /** Stands in for the global fetch. */
  fetch?: WorkroomProvider['fetch'] | undefined;
  /** A language tag. */
  locale?: WorkroomProvider['locale'] | undefined;
  /** Texts in place of the elements' own, by key. */
  strings?: WorkroomProvider['strings'] | undefined;
  /** The header that carries the session token: `X-Workroom-Authorization` where a proxy in front of the server takes `Authorization` for itself. */
  'authorization-header'?: WorkroomProvider['authorizationHeader'] | undefined;
  /** Where the server kit is mounted. */
  'base-url'?: WorkroomProvider['baseUrl'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  'session-endpoint'?: WorkroomProvider['sessionEndpoint'] | undefined;
}

export type WorkroomProviderEvents = Record<never, never>;

export interface MilestoneWorkroomProps {
  /** Which views to draw: `summary`, `milestones`, `timeline`, separated by spaces. */
  views?: MilestoneWorkroom['views'] | undefined;
  /** Offers to show submitted pictures and PDFs in place, as `<review-and-pay>` does. */
  filePreviews?: MilestoneWorkroom['filePreviews'] | undefined;
  /** The contract that it is about. */
  contractId?: MilestoneWorkroom['contractId'] | undefined;
  /** Where the server kit is mounted. */
  baseUrl?: MilestoneWorkroom['baseUrl'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  sessionEndpoint?: MilestoneWorkroom['sessionEndpoint'] | undefined;
  /** The header that carries the session token: `X-Workroom-Authorization` where a proxy in front of the server takes `Authorization` for itself. */
  authorizationHeader?: MilestoneWorkroom['authorizationHeader'] | undefined;
  /** Fetches a session token; instead of `session-endpoint`. */
  fetchSession?: MilestoneWorkroom['fetchSession'] | undefined;
  /** Stands in for the global fetch. */
  fetch?: MilestoneWorkroom['fetch'] | undefined;
  /** A language tag. */
  locale?: MilestoneWorkroom['locale'] | undefined;
  /** Texts in place of the element's own, by key. */
  strings?: MilestoneWorkroom['strings'] | undefined;
  /** `compact` for tighter spacing. */
  density?: MilestoneWorkroom['density'] | undefined;
  /** The header that carries the session token: `X-Workroom-Authorization` where a proxy in front of the server takes `Authorization` for itself. */
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
  /** Before this: Accept an offer. Cancelable. */
  'workroom-accept-offer-request': WorkroomEventMap['workroom-accept-offer-request'];
  /** Before this: Accept a proposal with all of its changes. Cancelable. */
  'workroom-accept-proposal-request': WorkroomEventMap['workroom-accept-proposal-request'];
  /** Before this: Add milestones to the plan. Cancelable. */
  'workroom-add-milestones-request': WorkroomEventMap['workroom-add-milestones-request'];
  /** Before this: Agree to a refund. Cancelable. */
  'workroom-agree-to-refund-request': WorkroomEventMap['workroom-agree-to-refund-request'];
  /** After this: Reject a command that waits for an approval. */
  'workroom-approval-rejected': WorkroomEventMap['workroom-approval-rejected'];
  /** A command waits for others on the person’s side to approve it; nothing else has happened. */
  'workroom-approval-requested': WorkroomEventMap['workroom-approval-requested'];
  /** After this: Withdraw a command that waits for an approval, as the one who asked. */
  'workroom-approval-withdrawn': WorkroomEventMap['workroom-approval-withdrawn'];
  /** Before this: Approve a command that waits; the last approval carries it out. Cancelable. */
  'workroom-approve-request': WorkroomEventMap['workroom-approve-request'];
  /** After this: Approve a command that waits; the last approval carries it out. */
  'workroom-approved': WorkroomEventMap['workroom-approved'];
  /** After this: Pay a bonus. */
  'workroom-bonus-given': WorkroomEventMap['workroom-bonus-given'];
  /** Before this: Pay a bonus. Cancelable; answer with `respondWith({ paymentMethod })`. */
  'workroom-bonus-request': WorkroomEventMap['workroom-bonus-request'];
  /** Before this: Cancel a charge in progress. Cancelable. */
  'workroom-cancel-payment-request': WorkroomEventMap['workroom-cancel-payment-request'];
  /** Before this: Request changes; this stops the review clock. Cancelable. */
  'workroom-changes-request': WorkroomEventMap['workroom-changes-request'];
  /** After this: Request changes; this stops the review clock. */
  'workroom-changes-requested': WorkroomEventMap['workroom-changes-requested'];
  /** The dialog closed. Does not bubble. */
  'workroom-close': WorkroomEventMap['workroom-close'];
  /** After this: End a contract. */
  'workroom-contract-ended': WorkroomEventMap['workroom-contract-ended'];
  /** Before this: Decide a dispute, as the mediator or an operator. Cancelable. */
  'workroom-decide-dispute-request': WorkroomEventMap['workroom-decide-dispute-request'];
  /** Before this: Decline an offer. Cancelable. */
  'workroom-decline-offer-request': WorkroomEventMap['workroom-decline-offer-request'];
  /** After this: Decide a dispute, as the mediator or an operator. */
  'workroom-dispute-decided': WorkroomEventMap['workroom-dispute-decided'];
  /** Before this: Dispute a refund request. Cancelable. */
  'workroom-dispute-request': WorkroomEventMap['workroom-dispute-request'];
  /** After this: Dispute a refund request. */
  'workroom-dispute-started': WorkroomEventMap['workroom-dispute-started'];
  /** Before this: Edit a milestone that is not funded. Cancelable. */
  'workroom-edit-milestone-request': WorkroomEventMap['workroom-edit-milestone-request'];
  /** Before this: End a contract. Cancelable. */
  'workroom-end-contract-request': WorkroomEventMap['workroom-end-contract-request'];
  /** Before this: Give the client more days to review. Cancelable. */
  'workroom-extend-review-request': WorkroomEventMap['workroom-extend-review-request'];
  /** Before funding. Cancelable; answer with `respondWith` for the means of payment. */
  'workroom-fund-request': WorkroomEventMap['workroom-fund-request'];
  /** After this: Fund a milestone or an agreed increase; carried funds are used first and the difference is charged. */
  'workroom-funding-requested': WorkroomEventMap['workroom-funding-requested'];
  /** Reading failed; `detail.error` says why. */
  'workroom-load-error': WorkroomEventMap['workroom-load-error'];
  /** After this: Post a message on the timeline. */
  'workroom-message-posted': WorkroomEventMap['workroom-message-posted'];
  /** Before this: Post a message on the timeline. Cancelable. */
  'workroom-message-request': WorkroomEventMap['workroom-message-request'];
  /** After this: Edit a milestone that is not funded. */
  'workroom-milestone-edited': WorkroomEventMap['workroom-milestone-edited'];
  /** After this: Release all or part of the held funds. */
  'workroom-milestone-released': WorkroomEventMap['workroom-milestone-released'];
  /** After this: Delete a milestone that is not funded. */
  'workroom-milestone-removed': WorkroomEventMap['workroom-milestone-removed'];
  /** After this: Add milestones to the plan. */
  'workroom-milestones-added': WorkroomEventMap['workroom-milestones-added'];
  /** After this: Reorder the milestones that are not funded. */
  'workroom-milestones-reordered': WorkroomEventMap['workroom-milestones-reordered'];
  /** A link was followed. Cancel it to route it yourself. */
  'workroom-navigate': WorkroomEventMap['workroom-navigate'];
  /** After this: Accept an offer. */
  'workroom-offer-accepted': WorkroomEventMap['workroom-offer-accepted'];
  /** After this: Decline an offer. */
  'workroom-offer-declined': WorkroomEventMap['workroom-offer-declined'];
  /** After this: Offer a split of the disputed money, openly or sealed. */
  'workroom-offer-made': WorkroomEventMap['workroom-offer-made'];
  /** Before this: Offer a split of the disputed money, openly or sealed. Cancelable. */
  'workroom-offer-request': WorkroomEventMap['workroom-offer-request'];
  /** After this: Withdraw an offer. */
  'workroom-offer-withdrawn': WorkroomEventMap['workroom-offer-withdrawn'];
  /** The dialog opened. Does not bubble. */
  'workroom-open': WorkroomEventMap['workroom-open'];
  /** A payment needs the client's own action, a bank's confirmation say. */
  'workroom-payment-action': WorkroomEventMap['workroom-payment-action'];
  /** After this: Cancel a charge in progress. */
  'workroom-payment-cancelled': WorkroomEventMap['workroom-payment-cancelled'];
  /** After this: Retry a declined or parked payment. */
  'workroom-payment-retried': WorkroomEventMap['workroom-payment-retried'];
  /** After this: Accept a proposal with all of its changes. */
  'workroom-proposal-accepted': WorkroomEventMap['workroom-proposal-accepted'];
  /** After this: Propose a change to the plan. */
  'workroom-proposal-made': WorkroomEventMap['workroom-proposal-made'];
  /** After this: Reject a proposal. */
  'workroom-proposal-rejected': WorkroomEventMap['workroom-proposal-rejected'];
  /** After this: Withdraw a proposal. */
  'workroom-proposal-withdrawn': WorkroomEventMap['workroom-proposal-withdrawn'];
  /** Before this: Propose a change to the plan. Cancelable. */
  'workroom-propose-request': WorkroomEventMap['workroom-propose-request'];
  /** It shows what it is about for the first time. */
  'workroom-ready': WorkroomEventMap['workroom-ready'];
  /** After this: Agree to a refund. */
  'workroom-refund-agreed': WorkroomEventMap['workroom-refund-agreed'];
  /** Before this: Request a refund of held funds. Cancelable. */
  'workroom-refund-request': WorkroomEventMap['workroom-refund-request'];
  /** After this: Request a refund of held funds. */
  'workroom-refund-requested': WorkroomEventMap['workroom-refund-requested'];
  /** After this: Refund held funds voluntarily, as the freelancer. */
  'workroom-refund-volunteered': WorkroomEventMap['workroom-refund-volunteered'];
  /** After this: Withdraw a refund request. */
  'workroom-refund-withdrawn': WorkroomEventMap['workroom-refund-withdrawn'];
  /** Before this: Reject a command that waits for an approval. Cancelable. */
  'workroom-reject-approval-request': WorkroomEventMap['workroom-reject-approval-request'];
  /** Before this: Reject a proposal. Cancelable. */
  'workroom-reject-proposal-request': WorkroomEventMap['workroom-reject-proposal-request'];
  /** Before this: Release all or part of the held funds. Cancelable; answer with `respondWith({ paymentMethod })`. */
  'workroom-release-request': WorkroomEventMap['workroom-release-request'];
  /** Before this: Delete a milestone that is not funded. Cancelable. */
  'workroom-remove-milestone-request': WorkroomEventMap['workroom-remove-milestone-request'];
  /** Before this: Reorder the milestones that are not funded. Cancelable. */
  'workroom-reorder-milestones-request': WorkroomEventMap['workroom-reorder-milestones-request'];
  /** Before this: Retry a declined or parked payment. Cancelable; answer with `respondWith({ paymentMethod })`. */
  'workroom-retry-payment-request': WorkroomEventMap['workroom-retry-payment-request'];
  /** After this: Give released money back to the client, as the freelancer or an operator. */
  'workroom-return-made': WorkroomEventMap['workroom-return-made'];
  /** Before this: Give released money back to the client, as the freelancer or an operator. Cancelable. */
  'workroom-return-request': WorkroomEventMap['workroom-return-request'];
  /** After this: Give the client more days to review. */
  'workroom-review-extended': WorkroomEventMap['workroom-review-extended'];
  /** The session could not be renewed. */
  'workroom-session-expired': WorkroomEventMap['workroom-session-expired'];
  /** After this: Add a statement with evidence to a dispute. */
  'workroom-statement-added': WorkroomEventMap['workroom-statement-added'];
  /** Before this: Add a statement with evidence to a dispute. Cancelable. */
  'workroom-statement-request': WorkroomEventMap['workroom-statement-request'];
  /** After this: Withdraw a submission that is in review. */
  'workroom-submission-withdrawn': WorkroomEventMap['workroom-submission-withdrawn'];
  /** Before this: Submit work for review. Cancelable. */
  'workroom-submit-request': WorkroomEventMap['workroom-submit-request'];
  /** Before this: Refund held funds voluntarily, as the freelancer. Cancelable. */
  'workroom-volunteer-refund-request': WorkroomEventMap['workroom-volunteer-refund-request'];
  /** Before this: Withdraw a command that waits for an approval, as the one who asked. Cancelable. */
  'workroom-withdraw-approval-request': WorkroomEventMap['workroom-withdraw-approval-request'];
  /** Before this: Withdraw an offer. Cancelable. */
  'workroom-withdraw-offer-request': WorkroomEventMap['workroom-withdraw-offer-request'];
  /** Before this: Withdraw a proposal. Cancelable. */
  'workroom-withdraw-proposal-request': WorkroomEventMap['workroom-withdraw-proposal-request'];
  /** Before this: Withdraw a refund request. Cancelable. */
  'workroom-withdraw-refund-request': WorkroomEventMap['workroom-withdraw-refund-request'];
  /** Before this: Withdraw a submission that is in review. Cancelable. */
  'workroom-withdraw-submission-request': WorkroomEventMap['workroom-withdraw-submission-request'];
  /** After this: Submit work for review. */
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
  /** The header that carries the session token: `X-Workroom-Authorization` where a proxy in front of the server takes `Authorization` for itself. */
  authorizationHeader?: ReviewAndPay['authorizationHeader'] | undefined;
  /** Fetches a session token; instead of `session-endpoint`. */
  fetchSession?: ReviewAndPay['fetchSession'] | undefined;
  /** Stands in for the global fetch. */
  fetch?: ReviewAndPay['fetch'] | undefined;
  /** A language tag. */
  locale?: ReviewAndPay['locale'] | undefined;
  /** Texts in place of the element's own, by key. */
  strings?: ReviewAndPay['strings'] | undefined;
  /** `compact` for tighter spacing. */
  density?: ReviewAndPay['density'] | undefined;
  /** The header that carries the session token: `X-Workroom-Authorization` where a proxy in front of the server takes `Authorization` for itself. */
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
  /** A command waits for others on the person’s side to approve it; nothing else has happened. */
  'workroom-approval-requested': WorkroomEventMap['workroom-approval-requested'];
  /** Before changes are requested. Cancelable. */
  'workroom-changes-request': WorkroomEventMap['workroom-changes-request'];
  /** After it. */
  'workroom-changes-requested': WorkroomEventMap['workroom-changes-requested'];
  /** The dialog closed. Does not bubble. */
  'workroom-close': WorkroomEventMap['workroom-close'];
  /** Before this: Fund a milestone or an agreed increase; carried funds are used first and the difference is charged. Cancelable; answer with `respondWith({ paymentMethod })`. */
  'workroom-fund-request': WorkroomEventMap['workroom-fund-request'];
  /** After this: Fund a milestone or an agreed increase; carried funds are used first and the difference is charged. */
  'workroom-funding-requested': WorkroomEventMap['workroom-funding-requested'];
  /** Reading failed; `detail.error` says why. */
  'workroom-load-error': WorkroomEventMap['workroom-load-error'];
  /** After it. */
  'workroom-milestone-released': WorkroomEventMap['workroom-milestone-released'];
  /** The dialog opened. Does not bubble. */
  'workroom-open': WorkroomEventMap['workroom-open'];
  /** A payment needs the client's own action, a bank's confirmation say. */
  'workroom-payment-action': WorkroomEventMap['workroom-payment-action'];
  /** After this: Retry a declined or parked payment. */
  'workroom-payment-retried': WorkroomEventMap['workroom-payment-retried'];
  /** It shows what it is about for the first time. */
  'workroom-ready': WorkroomEventMap['workroom-ready'];
  /** Before a release. Cancelable; answer with `respondWith` for a bonus. */
  'workroom-release-request': WorkroomEventMap['workroom-release-request'];
  /** Before this: Retry a declined or parked payment. Cancelable; answer with `respondWith({ paymentMethod })`. */
  'workroom-retry-payment-request': WorkroomEventMap['workroom-retry-payment-request'];
  /** The session could not be renewed. */
  'workroom-session-expired': WorkroomEventMap['workroom-session-expired'];
}

export interface ActivityTimelineProps {
  /** Where a contract's own page is; `{contractId}` stands for its id. */
  contractHref?: ActivityTimeline['contractHref'] | undefined;
  /** Where *Review and pay* is; `{contractId}` and `{milestoneId}` stand for their ids. */
  reviewHref?: ActivityTimeline['reviewHref'] | undefined;
  /** Entries shown at first, and how many more *Show earlier activity* brings. */
  pageSize?: ActivityTimeline['pageSize'] | undefined;
  /** Leaves the field for messages away. */
  withoutComposer?: ActivityTimeline['withoutComposer'] | undefined;
  /** Leaves the notifications away. */
  withoutNotifications?: ActivityTimeline['withoutNotifications'] | undefined;
  /** The contract that it is about. */
  contractId?: ActivityTimeline['contractId'] | undefined;
  /** Where the server kit is mounted. */
  baseUrl?: ActivityTimeline['baseUrl'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  sessionEndpoint?: ActivityTimeline['sessionEndpoint'] | undefined;
  /** The header that carries the session token: `X-Workroom-Authorization` where a proxy in front of the server takes `Authorization` for itself. */
  authorizationHeader?: ActivityTimeline['authorizationHeader'] | undefined;
  /** Fetches a session token; instead of `session-endpoint`. */
  fetchSession?: ActivityTimeline['fetchSession'] | undefined;
  /** Stands in for the global fetch. */
  fetch?: ActivityTimeline['fetch'] | undefined;
  /** A language tag. */
  locale?: ActivityTimeline['locale'] | undefined;
  /** Texts in place of the element's own, by key. */
  strings?: ActivityTimeline['strings'] | undefined;
  /** `compact` for tighter spacing. */
  density?: ActivityTimeline['density'] | undefined;
  /** The header that carries the session token: `X-Workroom-Authorization` where a proxy in front of the server takes `Authorization` for itself. */
  'authorization-header'?: ActivityTimeline['authorizationHeader'] | undefined;
  /** Where the server kit is mounted. */
  'base-url'?: ActivityTimeline['baseUrl'] | undefined;
  /** Where a contract's own page is; `{contractId}` stands for its id. */
  'contract-href'?: ActivityTimeline['contractHref'] | undefined;
  /** The contract that it is about. */
  'contract-id'?: ActivityTimeline['contractId'] | undefined;
  /** Entries shown at first, and how many more *Show earlier activity* brings. */
  'page-size'?: ActivityTimeline['pageSize'] | undefined;
  /** Where *Review and pay* is; `{contractId}` and `{milestoneId}` stand for their ids. */
  'review-href'?: ActivityTimeline['reviewHref'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  'session-endpoint'?: ActivityTimeline['sessionEndpoint'] | undefined;
  /** Leaves the field for messages away. */
  'without-composer'?: ActivityTimeline['withoutComposer'] | undefined;
  /** Leaves the notifications away. */
  'without-notifications'?: ActivityTimeline['withoutNotifications'] | undefined;
}

export interface ActivityTimelineEvents {
  /** A command waits for others on the person’s side to approve it; nothing else has happened. */
  'workroom-approval-requested': WorkroomEventMap['workroom-approval-requested'];
  /** Reading failed; `detail.error` says why. */
  'workroom-load-error': WorkroomEventMap['workroom-load-error'];
  /** A message was sent. */
  'workroom-message-posted': WorkroomEventMap['workroom-message-posted'];
  /** Before a message is sent. Cancelable. */
  'workroom-message-request': WorkroomEventMap['workroom-message-request'];
  /** A link was followed. Cancel it to route it yourself. */
  'workroom-navigate': WorkroomEventMap['workroom-navigate'];
  /** A payment needs the client's own action, a bank's confirmation say. */
  'workroom-payment-action': WorkroomEventMap['workroom-payment-action'];
  /** It shows what it is about for the first time. */
  'workroom-ready': WorkroomEventMap['workroom-ready'];
  /** The session could not be renewed. */
  'workroom-session-expired': WorkroomEventMap['workroom-session-expired'];
}

export interface ContractListProps {
  /** Where a contract's own page is; `{contractId}` stands for its id. */
  contractHref?: ContractList['contractHref'] | undefined;
  /** Where *Review and pay* is; `{contractId}` and `{milestoneId}` stand for their ids. */
  reviewHref?: ContractList['reviewHref'] | undefined;
  /** Contracts a page, at most 100. */
  pageSize?: ContractList['pageSize'] | undefined;
  /** Leaves search, filters and order away. */
  withoutFilters?: ContractList['withoutFilters'] | undefined;
  /** Leaves the notifications away. */
  withoutNotifications?: ContractList['withoutNotifications'] | undefined;
  /** Where the server kit is mounted. */
  baseUrl?: ContractList['baseUrl'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  sessionEndpoint?: ContractList['sessionEndpoint'] | undefined;
  /** The header that carries the session token: `X-Workroom-Authorization` where a proxy in front of the server takes `Authorization` for itself. */
  authorizationHeader?: ContractList['authorizationHeader'] | undefined;
  /** Fetches a session token; instead of `session-endpoint`. */
  fetchSession?: ContractList['fetchSession'] | undefined;
  /** Stands in for the global fetch. */
  fetch?: ContractList['fetch'] | undefined;
  /** A language tag. */
  locale?: ContractList['locale'] | undefined;
  /** Texts in place of the element's own, by key. */
  strings?: ContractList['strings'] | undefined;
  /** `compact` for tighter spacing. */
  density?: ContractList['density'] | undefined;
  /** The header that carries the session token: `X-Workroom-Authorization` where a proxy in front of the server takes `Authorization` for itself. */
  'authorization-header'?: ContractList['authorizationHeader'] | undefined;
  /** Where the server kit is mounted. */
  'base-url'?: ContractList['baseUrl'] | undefined;
  /** Where a contract's own page is; `{contractId}` stands for its id. */
  'contract-href'?: ContractList['contractHref'] | undefined;
  /** Contracts a page, at most 100. */
  'page-size'?: ContractList['pageSize'] | undefined;
  /** Where *Review and pay* is; `{contractId}` and `{milestoneId}` stand for their ids. */
  'review-href'?: ContractList['reviewHref'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  'session-endpoint'?: ContractList['sessionEndpoint'] | undefined;
  /** Leaves search, filters and order away. */
  'without-filters'?: ContractList['withoutFilters'] | undefined;
  /** Leaves the notifications away. */
  'without-notifications'?: ContractList['withoutNotifications'] | undefined;
}

export interface ContractListEvents {
  /** Reading failed; `detail.error` says why. */
  'workroom-load-error': WorkroomEventMap['workroom-load-error'];
  /** A contract was opened. Cancel it to route it yourself. */
  'workroom-navigate': WorkroomEventMap['workroom-navigate'];
  /** The session could not be renewed. */
  'workroom-session-expired': WorkroomEventMap['workroom-session-expired'];
}

export interface WorkroomOperationsProps {
  /** Contracts a page, at most 100. */
  pageSize?: WorkroomOperations['pageSize'] | undefined;
  /** The contract that it is about. */
  contractId?: WorkroomOperations['contractId'] | undefined;
  /** Where the server kit is mounted. */
  baseUrl?: WorkroomOperations['baseUrl'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  sessionEndpoint?: WorkroomOperations['sessionEndpoint'] | undefined;
  /** The header that carries the session token: `X-Workroom-Authorization` where a proxy in front of the server takes `Authorization` for itself. */
  authorizationHeader?: WorkroomOperations['authorizationHeader'] | undefined;
  /** Fetches a session token; instead of `session-endpoint`. */
  fetchSession?: WorkroomOperations['fetchSession'] | undefined;
  /** Stands in for the global fetch. */
  fetch?: WorkroomOperations['fetch'] | undefined;
  /** A language tag. */
  locale?: WorkroomOperations['locale'] | undefined;
  /** Texts in place of the element's own, by key. */
  strings?: WorkroomOperations['strings'] | undefined;
  /** `compact` for tighter spacing. */
  density?: WorkroomOperations['density'] | undefined;
  /** The header that carries the session token: `X-Workroom-Authorization` where a proxy in front of the server takes `Authorization` for itself. */
  'authorization-header'?: WorkroomOperations['authorizationHeader'] | undefined;
  /** Where the server kit is mounted. */
  'base-url'?: WorkroomOperations['baseUrl'] | undefined;
  /** The contract that it is about. */
  'contract-id'?: WorkroomOperations['contractId'] | undefined;
  /** Contracts a page, at most 100. */
  'page-size'?: WorkroomOperations['pageSize'] | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  'session-endpoint'?: WorkroomOperations['sessionEndpoint'] | undefined;
}

export interface WorkroomOperationsEvents {
  /** Before this: Acknowledge money that moved at the payment provider and matches nothing, as an operator. Cancelable. */
  'workroom-acknowledge-difference-request': WorkroomEventMap['workroom-acknowledge-difference-request'];
  /** After this: Reject a command that waits for an approval. */
  'workroom-approval-rejected': WorkroomEventMap['workroom-approval-rejected'];
  /** A command waits for others on the person’s side to approve it; nothing else has happened. */
  'workroom-approval-requested': WorkroomEventMap['workroom-approval-requested'];
  /** After this: Withdraw a command that waits for an approval, as the one who asked. */
  'workroom-approval-withdrawn': WorkroomEventMap['workroom-approval-withdrawn'];
  /** Before this: Approve a command that waits; the last approval carries it out. Cancelable. */
  'workroom-approve-request': WorkroomEventMap['workroom-approve-request'];
  /** After this: Approve a command that waits; the last approval carries it out. */
  'workroom-approved': WorkroomEventMap['workroom-approved'];
  /** Before this: Let the marketplace give back what is parked of a return, as an operator. Cancelable. */
  'workroom-bear-return-request': WorkroomEventMap['workroom-bear-return-request'];
  /** Before this: Cancel what is parked of a return, as an operator. Cancelable. */
  'workroom-cancel-return-request': WorkroomEventMap['workroom-cancel-return-request'];
  /** After this: Record that the client’s bank took a charge back, where the payment provider reports no disputes. */
  'workroom-chargeback-opened': WorkroomEventMap['workroom-chargeback-opened'];
  /** After this: Record how the bank decided about a chargeback. */
  'workroom-chargeback-resolved': WorkroomEventMap['workroom-chargeback-resolved'];
  /** The dialog closed. Does not bubble. */
  'workroom-close': WorkroomEventMap['workroom-close'];
  /** After this: Freeze a contract: stop its clocks and hold what is not sent. */
  'workroom-contract-frozen': WorkroomEventMap['workroom-contract-frozen'];
  /** After this: Lift a freeze, or all that the caller may lift; clocks run on with the time that was left. */
  'workroom-contract-unfrozen': WorkroomEventMap['workroom-contract-unfrozen'];
  /** Before this: Decide a dispute, as the mediator or an operator. Cancelable. */
  'workroom-decide-dispute-request': WorkroomEventMap['workroom-decide-dispute-request'];
  /** After this: Acknowledge money that moved at the payment provider and matches nothing, as an operator. */
  'workroom-difference-acknowledged': WorkroomEventMap['workroom-difference-acknowledged'];
  /** After this: Decide a dispute, as the mediator or an operator. */
  'workroom-dispute-decided': WorkroomEventMap['workroom-dispute-decided'];
  /** Before this: Dispute a refund request. Cancelable. */
  'workroom-dispute-request': WorkroomEventMap['workroom-dispute-request'];
  /** After this: Dispute a refund request. */
  'workroom-dispute-started': WorkroomEventMap['workroom-dispute-started'];
  /** After this: Send the evidence of a contract to the bank that disputes a charge. */
  'workroom-evidence-sent': WorkroomEventMap['workroom-evidence-sent'];
  /** Before this: Freeze a contract: stop its clocks and hold what is not sent. Cancelable. */
  'workroom-freeze-request': WorkroomEventMap['workroom-freeze-request'];
  /** Reading failed; `detail.error` says why. */
  'workroom-load-error': WorkroomEventMap['workroom-load-error'];
  /** After this: Post a message on the timeline. */
  'workroom-message-posted': WorkroomEventMap['workroom-message-posted'];
  /** Before this: Post a message on the timeline. Cancelable. */
  'workroom-message-request': WorkroomEventMap['workroom-message-request'];
  /** A contract was opened. Cancel it to route it yourself. */
  'workroom-navigate': WorkroomEventMap['workroom-navigate'];
  /** The dialog opened. Does not bubble. */
  'workroom-open': WorkroomEventMap['workroom-open'];
  /** Before this: Record that the client’s bank took a charge back, where the payment provider reports no disputes. Cancelable. */
  'workroom-open-chargeback-request': WorkroomEventMap['workroom-open-chargeback-request'];
  /** Before this: End a contract with a split of everything held, as an operator. Cancelable. */
  'workroom-operator-end-request': WorkroomEventMap['workroom-operator-end-request'];
  /** After this: End a contract with a split of everything held, as an operator. */
  'workroom-operator-ended': WorkroomEventMap['workroom-operator-ended'];
  /** Before this: Extend a running deadline, as an operator. Cancelable. */
  'workroom-operator-extend-request': WorkroomEventMap['workroom-operator-extend-request'];
  /** After this: Extend a running deadline, as an operator. */
  'workroom-operator-extended': WorkroomEventMap['workroom-operator-extended'];
  /** Before this: Refund all or part of what a milestone or the carried funds hold, as an operator. Cancelable. */
  'workroom-operator-refund-request': WorkroomEventMap['workroom-operator-refund-request'];
  /** After this: Refund all or part of what a milestone or the carried funds hold, as an operator. */
  'workroom-operator-refunded': WorkroomEventMap['workroom-operator-refunded'];
  /** Before this: Release all or part of what a milestone or the carried funds hold, as an operator. Cancelable. */
  'workroom-operator-release-request': WorkroomEventMap['workroom-operator-release-request'];
  /** After this: Release all or part of what a milestone or the carried funds hold, as an operator. */
  'workroom-operator-released': WorkroomEventMap['workroom-operator-released'];
  /** A payment needs the client's own action, a bank's confirmation say. */
  'workroom-payment-action': WorkroomEventMap['workroom-payment-action'];
  /** After this: Retry a declined or parked payment. */
  'workroom-payment-retried': WorkroomEventMap['workroom-payment-retried'];
  /** After this: Record that a parked payment was settled by other means, as an operator. */
  'workroom-payment-settled-outside': WorkroomEventMap['workroom-payment-settled-outside'];
  /** It shows what it is about for the first time. */
  'workroom-ready': WorkroomEventMap['workroom-ready'];
  /** Before this: Reject a command that waits for an approval. Cancelable. */
  'workroom-reject-approval-request': WorkroomEventMap['workroom-reject-approval-request'];
  /** Before this: Record how the bank decided about a chargeback. Cancelable. */
  'workroom-resolve-chargeback-request': WorkroomEventMap['workroom-resolve-chargeback-request'];
  /** Before this: Retry a declined or parked payment. Cancelable; answer with `respondWith({ paymentMethod })`. */
  'workroom-retry-payment-request': WorkroomEventMap['workroom-retry-payment-request'];
  /** Before this: Retry what is parked of a return, as an operator. Cancelable. */
  'workroom-retry-return-request': WorkroomEventMap['workroom-retry-return-request'];
  /** After this: Let the marketplace give back what is parked of a return, as an operator. */
  'workroom-return-borne': WorkroomEventMap['workroom-return-borne'];
  /** After this: Cancel what is parked of a return, as an operator. */
  'workroom-return-cancelled': WorkroomEventMap['workroom-return-cancelled'];
  /** After this: Give released money back to the client, as the freelancer or an operator. */
  'workroom-return-made': WorkroomEventMap['workroom-return-made'];
  /** Before this: Give released money back to the client, as the freelancer or an operator. Cancelable. */
  'workroom-return-request': WorkroomEventMap['workroom-return-request'];
  /** After this: Retry what is parked of a return, as an operator. */
  'workroom-return-retried': WorkroomEventMap['workroom-return-retried'];
  /** Before this: Send the evidence of a contract to the bank that disputes a charge. Cancelable. */
  'workroom-send-evidence-request': WorkroomEventMap['workroom-send-evidence-request'];
  /** The session could not be renewed. */
  'workroom-session-expired': WorkroomEventMap['workroom-session-expired'];
  /** Before this: Record that a parked payment was settled by other means, as an operator. Cancelable. */
  'workroom-settle-outside-request': WorkroomEventMap['workroom-settle-outside-request'];
  /** After this: Add a statement with evidence to a dispute. */
  'workroom-statement-added': WorkroomEventMap['workroom-statement-added'];
  /** Before this: Add a statement with evidence to a dispute. Cancelable. */
  'workroom-statement-request': WorkroomEventMap['workroom-statement-request'];
  /** Before this: Lift a freeze, or all that the caller may lift; clocks run on with the time that was left. Cancelable. */
  'workroom-unfreeze-request': WorkroomEventMap['workroom-unfreeze-request'];
  /** Before this: Withdraw a command that waits for an approval, as the one who asked. Cancelable. */
  'workroom-withdraw-approval-request': WorkroomEventMap['workroom-withdraw-approval-request'];
}

/** Every element by its name. */
export interface WorkroomElements {
  /** Gives server, session, language and texts to every element below it. Draws nothing. */
  'workroom-provider': {
    readonly element: WorkroomProvider;
    readonly props: WorkroomProviderProps;
    readonly events: WorkroomProviderEvents;
  };
  /** The whole room of a contract: where its money is, its milestones with their clocks, the next step, and every job of either side. */
  'milestone-workroom': {
    readonly element: MilestoneWorkroom;
    readonly props: MilestoneWorkroomProps;
    readonly events: MilestoneWorkroomEvents;
  };
  /** The client's decision about one milestone: see what was submitted, approve and pay, or request changes. Without a submission it is *Release payment*. Others see where the milestone stands. */
  'review-and-pay': {
    readonly element: ReviewAndPay;
    readonly props: ReviewAndPayProps;
    readonly events: ReviewAndPayEvents;
  };
  /** What happens on a contract, for the sidebar of the marketplace's messages: messages and every step, the newest first, with *Review and pay* on the entry that asks for it, and the person's notifications. */
  'activity-timeline': {
    readonly element: ActivityTimeline;
    readonly props: ActivityTimelineProps;
    readonly events: ActivityTimelineEvents;
  };
  /** *All contracts* of a person: search, filter, order, and open one. */
  'contract-list': {
    readonly element: ContractList;
    readonly props: ContractListProps;
    readonly events: ContractListEvents;
  };
  /** For the marketplace's own staff: contracts to look at, and one at a time with all that an operator may do on it. */
  'workroom-operations': {
    readonly element: WorkroomOperations;
    readonly props: WorkroomOperationsProps;
    readonly events: WorkroomOperationsEvents;
  };
}
