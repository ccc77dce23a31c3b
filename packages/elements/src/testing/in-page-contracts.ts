import {
  type Actor,
  amount,
  applyDeadlines,
  type Command,
  type Contract,
  type ContractEvent,
  type ContractId,
  createContract,
  type Decision,
  decide,
  defaultPolicy,
  type Environment,
  type Instant,
  idSource,
  instant,
  isRefusal,
  later,
  type Movement,
  type Payment,
  type PaymentOutcome,
  type Person,
  type Policy,
  parseInstant,
  type Refusal,
} from '@workroom/core';
import { type Output, presentEvent } from '@workroom/core/api';
import type { StoredEvent } from './in-page-answers.ts';
import { documentsOf } from './in-page-documents.ts';
import { seededRandom } from './seeded-random.ts';

export interface StoredContract {
  contract: Contract;
  readonly events: StoredEvent[];
  readonly documents: Output<'Document'>[];
  readonly movements: Movement[];
}

export interface NewContract {
  readonly title: string;
  readonly currency?: string;
  readonly status?: 'offered' | 'active';
  readonly client: Person;
  readonly freelancer: Person;
  readonly milestones: readonly {
    readonly title: string;
    readonly description?: string;
    readonly amount: number;
    readonly dueOn?: string | null;
  }[];
}

export interface InPageContractsOptions {
  readonly now: string;
  readonly policy: Partial<Policy>;
  readonly seed: number;
  /** What becomes of a payment, at once. */
  readonly outcomeOf: (payment: Payment) => PaymentOutcome;
  readonly changed: (contract: Contract, events: readonly ContractEvent[], stored: readonly StoredEvent[]) => void;
}

/** Contracts in memory under the real rules: deadlines are applied, and payments end as soon as they are requested. */
export class InPageContracts {
  readonly #contracts = new Map<string, StoredContract>();
  readonly #policy: Policy;
  readonly #outcomeOf: InPageContractsOptions['outcomeOf'];
  readonly #changed: InPageContractsOptions['changed'];
  readonly newId;
  #now: Instant;

  constructor({ now, policy, seed, outcomeOf, changed }: InPageContractsOptions) {
    this.#now = parseInstant(now);
    this.#policy = { ...defaultPolicy, ...policy };
    this.#outcomeOf = outcomeOf;
    this.#changed = changed;
    this.newId = idSource(() => this.#now, seededRandom(seed));
  }

  get now(): Instant {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now = later(this.#now, ms);
  }

  /** As stored: a passed deadline may not be applied yet. */
  get all(): readonly Contract[] {
    return [...this.#contracts.values()].map(({ contract }) => contract);
  }

  find(id: string): StoredContract | undefined {
    return this.#contracts.get(id);
  }

  /** With its deadlines applied. */
  upToDate(id: ContractId): StoredContract {
    const stored = this.#contracts.get(id);
    if (stored === undefined) throw new Error(`no contract ${id}`);
    const decision = applyDeadlines(stored.contract, this.environment());
    if (decision !== null) {
      this.#store(decision);
      this.#pay(id, decision.payments);
    }
    return stored;
  }

  create(input: NewContract): ContractId {
    const decision = createContract(
      { id: this.newId('contract'), currency: 'USD', status: 'active', metadata: {}, policy: this.#policy, ...input },
      this.environment(),
    );
    if (isRefusal(decision)) throw new Error(decision.detail);
    this.#store(decision);
    return decision.contract.id;
  }

  /** Stores the result of a command; `null` unless it is refused. */
  decide(id: ContractId, command: Command, actor: Actor): Refusal | null {
    const { contract } = this.upToDate(id);
    const decision = decide(contract, command, actor, this.environment());
    if (isRefusal(decision)) return decision;
    this.#store(decision);
    this.#pay(id, decision.payments);
    return null;
  }

  environment(): Environment {
    return {
      now: instant(this.#now),
      newId: this.newId,
      commandId: this.newId('command'),
      salt: '00'.repeat(16),
      minimumCharge: amount(50),
    };
  }

  /** As a provider would do after the commit. */
  #pay(id: ContractId, payments: readonly Payment[]): void {
    for (const payment of payments) {
      if (payment.status !== 'pending' || payment.reference !== null) continue;
      this.decide(id, { type: 'settle_payment', paymentId: payment.id, outcome: this.#outcomeOf(payment) }, 'system');
    }
  }

  #store({ contract, events, movements }: Decision): void {
    const stored = this.#contracts.get(contract.id) ?? { contract, events: [], documents: [], movements: [] };
    const presented = events.map((event) => presentEvent(contract.id, event, ''));
    stored.contract = contract;
    stored.events.push(...presented);
    stored.documents.push(...events.flatMap((event) => documentsOf(contract, event, movements)));
    stored.movements.push(...movements);
    this.#contracts.set(contract.id, stored);
    this.#changed(contract, events, presented);
  }
}
