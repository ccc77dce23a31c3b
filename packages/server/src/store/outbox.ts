import type { ContractId, DeliveryId, EventType, WebhookEndpointId } from '@workroom/core';
import type { Page } from './store.ts';

/**
 * The outbox: events on their way to webhook endpoints, mail, and the host's `onEvent`.
 *
 * Committing an event writes nothing here. A reader's watermark finds later commits without gaps (see `changedSince`),
 * and its position on each contract shows which events it has. So every reader gets every event of a contract in order
 * and at least once, and the cost of a commit does not depend on the number of readers.
 */
export interface Outbox {
  /** Registers a reader, starting now. An existing reader continues. */
  addReader(name: string, nowMs: number): Promise<void>;

  /** Finds commits since the last call, for all readers. Several processes may call it. */
  spread(nowMs: number): Promise<void>;

  /**
   * Claims contracts with undelivered events, leased to the caller.
   *
   * @param readers the readers that the caller serves, besides the endpoints
   */
  claim(nowMs: number, leaseUntilMs: number, limit: number, readers: readonly string[]): Promise<readonly OutboxWork[]>;

  /** Marks events up to this one as delivered. @returns `false` if another process has the lease now */
  advance(work: OutboxWork, seq: number): Promise<boolean>;

  /** Ends the lease. The rest is due again at once. */
  release(work: OutboxWork, nowMs: number): Promise<void>;
  /** Ends the lease of a contract whose next event failed. */
  postpone(work: OutboxWork, nextAttemptAtMs: number, nowMs: number): Promise<void>;
}

export interface OutboxWork {
  readonly contractId: ContractId;
  readonly reader: string;
  /** The last event that the reader has. */
  readonly seq: number;
  readonly wantedSeq: number;
  /** The number of failed attempts of the next event. */
  readonly attempts: number;
  readonly failingSinceMs: number | null;
  readonly leaseUntilMs: number;
  /** The contract's chain at the time of the claim. */
  readonly head: { readonly seq: number; readonly hash: string };
  /** The endpoint, if the reader is one. */
  readonly endpoint: WebhookEndpoint | null;
}

export interface WebhookEndpoint {
  readonly id: WebhookEndpointId;
  readonly url: string;
  readonly description: string;
  /** The event types; `null` for all. */
  readonly types: readonly EventType[] | null;
  /** The first is the newest. */
  readonly secrets: readonly WebhookSecret[];
  readonly enabled: boolean;
  readonly disabledReason: string | null;
  readonly failingSinceMs: number | null;
  readonly createdAtMs: number;
}

/** All changed fields of an endpoint except its secrets; those are replaced only if they are unchanged. */
export interface EndpointChange {
  readonly url?: string | undefined;
  readonly description?: string | undefined;
  readonly types?: readonly EventType[] | null | undefined;
  readonly enabled?:
    | {
        readonly value: boolean;
        readonly disabledReason: string | null;
        /** Whether to clear the time since which it fails. */
        readonly forgetsFailures: boolean;
      }
    | undefined;
  /** Only while this is its URL: an endpoint with a corrected URL is not changed. */
  readonly whileUrl?: string | undefined;
}

export interface WebhookSecret {
  /** `whsec_…`, or its encrypted form if the host has given a key. */
  readonly secret: string;
  /** Until when it signs in addition to a newer secret. */
  readonly endsAtMs: number | null;
}

export type DeliveryStatus = 'pending' | 'succeeded' | 'failed';

/** One message to one endpoint, with all its attempts. */
export interface Delivery {
  readonly id: DeliveryId;
  readonly endpointId: WebhookEndpointId;
  readonly messageId: string;
  readonly contractId: ContractId | null;
  readonly seq: number | null;
  readonly type: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly answerStatus: number | null;
  readonly error: string | null;
  readonly firstAttemptAtMs: number;
  readonly lastAttemptAtMs: number;
}

/** Webhook endpoints and their deliveries. */
export interface WebhookStore {
  /**
   * Also registers it as a reader from now on. If many are added at once, no more than `most` are kept.
   *
   * @returns whether there was room for it
   */
  addEndpoint(endpoint: WebhookEndpoint, most: number): Promise<boolean>;
  endpoints(): Promise<readonly WebhookEndpoint[]>;
  endpoint(id: WebhookEndpointId): Promise<WebhookEndpoint | null>;
  /**
   * Writes the given fields, and keeps the others as they are stored. An enabled endpoint continues where it stopped.
   *
   * @returns the endpoint after the change; `null` if there is none
   */
  editEndpoint(id: WebhookEndpointId, change: EndpointChange, nowMs: number): Promise<WebhookEndpoint | null>;
  removeEndpoint(id: WebhookEndpointId): Promise<void>;
  /**
   * Replaces the secrets, if they are still stored as `before`: a concurrent change has stored others.
   *
   * @returns whether they were replaced
   */
  replaceSecrets(
    id: WebhookEndpointId,
    before: readonly WebhookSecret[],
    after: readonly WebhookSecret[],
  ): Promise<boolean>;

  /**
   * Records an attempt, and whether its endpoint is failing. The first attempt of a message creates its delivery.
   *
   * @param restUntilMs until when a failing endpoint gets no requests
   * @returns the delivery after the attempt
   */
  recordAttempt(
    attempt: Omit<Delivery, 'attempts' | 'firstAttemptAtMs'>,
    restUntilMs: number | null,
  ): Promise<Delivery>;
  deliveries(query: DeliveryQuery): Promise<Page<Delivery>>;
  delivery(endpointId: WebhookEndpointId, id: DeliveryId): Promise<Delivery | null>;
  /** @returns the number of deleted entries */
  forgetDeliveries(beforeMs: number, limit: number): Promise<number>;
}

export interface DeliveryQuery {
  readonly endpointId: WebhookEndpointId;
  readonly status?: DeliveryStatus | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}
