import {
  type Actor,
  type Command,
  type Contract,
  type ContractId,
  decide,
  type Instant,
  idSource,
  isRefusal,
  type Person,
  type Policy,
  type QuotedCommand,
  quote,
  type Refusal,
  sideOf,
} from '@workroom/core';
import {
  type OperationName,
  type Output,
  operation,
  type ProblemCode,
  presentContract,
  problemKind,
  schemas,
} from '@workroom/core/api';
import { comparedPage, ledgerOf, listOf, timelineOf, totalsOf } from './in-page-answers.ts';
import { InPageContracts, type NewContract } from './in-page-contracts.ts';
import { documentsFor } from './in-page-documents.ts';
import { InPageFiles } from './in-page-files.ts';
import { InPageNotifications } from './in-page-notifications.ts';
import { bodyOf, quotedIn, routeOf } from './in-page-requests.ts';
import { InPageStreams } from './in-page-streams.ts';
import { seededRandom } from './seeded-random.ts';
import { outcomeOf, type SimulatedCard, type SimulatedPayout } from './simulated-card.ts';

export interface InPageBackendOptions {
  /** @default 2026-11-22T12:00:00Z */
  readonly now?: string;
  readonly policy?: Partial<Policy>;
  readonly seed?: number;
}

/**
 * The real rules behind the real operations table, in memory in the page: for tests and the gallery.
 * None of its answers is hand-written. Sessions are `session:<person id>`.
 */
export class InPageBackend {
  readonly baseUrl = 'https://workroom.test/workroom';
  /**
   * The behaviour of the next requests. `offline`: they never reach the server. `lost`: the response is lost.
   * `signed_out`: they get a 401. `no_totals` and `no_ledger`: requests for these fail.
   */
  weather: 'fine' | 'offline' | 'lost' | 'broken' | 'signed_out' | 'no_totals' | 'no_ledger' = 'fine';
  /** The outcome of a charge without a named card. */
  card: SimulatedCard = 'succeeds';
  /** The outcome of a payout or refund. */
  payout: SimulatedPayout = 'succeeds';
  /** Every command that reached the server. */
  readonly received: { readonly name: OperationName; readonly key: string | null; readonly body: unknown }[] = [];
  isHeld = false;
  /** Whether event streams are available; without them, elements poll every few seconds. */
  hasStreams = false;
  /** The requested quotes. */
  readonly asked: QuotedCommand[] = [];
  /** Whether quotes are answered. */
  hasQuotes = true;
  /** The findings of the comparison with the provider, until they are recorded. */
  differences: readonly Output<'Difference'>[] = [];
  /** Whether file uploads are on. */
  hasUploads = false;
  /** The number of stored files. */
  get keptFiles(): number {
    return this.#files.count;
  }

  readonly #files = new InPageFiles(this.baseUrl);
  readonly #streams = new InPageStreams();
  readonly #contracts: InPageContracts;
  readonly #notifications = new InPageNotifications();
  readonly #operators = new Map<string, Person>();
  readonly #replays = new Map<string, string>();
  #gate: Promise<void> = Promise.resolve();

  constructor({ now = '2026-11-22T12:00:00Z', policy = {}, seed = 1 }: InPageBackendOptions = {}) {
    this.#contracts = new InPageContracts({
      now,
      policy,
      seed,
      outcomeOf: (payment) => outcomeOf(payment, this.card, this.payout),
      changed: (contract, events, stored) => {
        for (const event of events) this.#notifications.tell(contract, event);
        this.#streams.tell(contract.id, stored);
      },
    });
  }

  get now(): Instant {
    return this.#contracts.now;
  }

  advance(ms: number): void {
    this.#contracts.advance(ms);
  }

  /** Delays every answer until the returned function is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    this.isHeld = true;
    return () => {
      this.isHeld = false;
      resolve();
    };
  }

  sessionOf(person: Person, operator = false): () => Promise<string> {
    if (operator) this.#operators.set(person.id, person);
    return async () => `session:${person.id}`;
  }

  create(input: NewContract): ContractId {
    return this.#contracts.create(input);
  }

  /** The stored contract, with its deadlines applied. */
  contract(id: ContractId): Contract {
    return this.#contracts.upToDate(id).contract;
  }

  /** Runs a command as another person, the marketplace or a bank. */
  act(id: ContractId, command: Command, actor: Person | Actor): void {
    const by = typeof actor === 'string' || 'person' in actor ? actor : { person: actor };
    const refusal = this.#contracts.decide(id, command, by);
    if (refusal !== null) throw new Error(`${command.type}: ${refusal.refused} ${refusal.detail}`);
  }

  /** Replaces the page's fetch. */
  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    await this.#gate;
    request.signal.throwIfAborted();
    if (this.weather === 'offline') throw new TypeError('Failed to fetch');
    if (this.weather === 'signed_out') return this.#problem('session_expired');
    if (this.weather === 'broken') return this.#problem('internal_error');
    const response = await this.#answer(request);
    if (this.weather === 'lost') throw new TypeError('Failed to fetch');
    return response;
  };

  async #answer(request: Request): Promise<Response> {
    const file = await this.#files.serve(request);
    if (file !== null) return file;
    const actor = this.#actorOf(request);
    if (actor === null) return this.#problem('unauthenticated');
    const { person } = actor;
    const route = routeOf(request, new URL(this.baseUrl).pathname);
    if (route === null) return this.#problem('not_found');
    const { name, parameters } = route;
    if (name === 'listContracts') {
      const upToDate = this.#contracts.all.map(({ id }) => this.contract(id));
      return listOf(upToDate, new URL(request.url).searchParams, actor);
    }
    if (name === 'getTotals') {
      if (this.weather === 'no_totals') return this.#problem('internal_error');
      return totalsOf(this.#contracts.all, actor);
    }
    if (name === 'reconcile') {
      const asked = schemas.ReconcileBody.parse(await request.json());
      this.received.push({ name, key: null, body: asked });
      const ids = this.#contracts.all.map(({ id }) => id);
      const page = comparedPage(ids, this.differences, asked);
      if (asked.record) this.differences = this.differences.filter((each) => !page.differences.includes(each));
      return Response.json(page);
    }
    if (name === 'listNotifications') {
      for (const { id } of this.#contracts.all) this.#contracts.upToDate(id);
      return this.#notifications.list(person, new URL(request.url).searchParams);
    }
    if (name === 'streamContracts')
      return this.hasStreams ? this.#streamOf(request, actor) : this.#problem('not_found');
    if (name === 'readNotifications') {
      const { ids } = schemas.ReadNotificationsBody.parse(await request.json());
      this.#notifications.read(person, ids, this.now);
      return this.#notifications.list(person, new URLSearchParams());
    }
    const stored = this.#contracts.find(parameters.contractId ?? '');
    if (stored === undefined || sideOf(stored.contract, actor) === null) return this.#problem('not_found');
    const { id } = this.contract(stored.contract.id);
    if (name === 'getContract') return this.#present(id, actor);
    if (name === 'getQuote' && this.hasQuotes) return this.#quote(id, actor, new URL(request.url).searchParams);
    if (name === 'getTimeline') return timelineOf(stored.events, new URL(request.url).searchParams);
    if (name === 'getLedger' && this.weather === 'no_ledger') return this.#problem('internal_error');
    if (name === 'getLedger') return ledgerOf(stored.contract, stored.movements);
    if (name === 'listDocuments' || name === 'getDocument') {
      const documents = documentsFor(stored.documents, sideOf(stored.contract, actor), parameters.documentId);
      return documents ?? this.#problem('not_found');
    }
    if (name === 'exportContract') return Response.json({ contractId: id, events: stored.events });
    if (name === 'createUpload' && this.hasUploads) {
      return this.#files.announce(
        this.#contracts.newId('upload'),
        schemas.CreateUploadBody.parse(await request.json()),
      );
    }
    if (name === 'removeUpload') return this.#files.remove(parameters.uploadId ?? '');
    if (name === 'getFile') return this.#files.link(parameters.uploadId ?? '');
    if (name === 'streamEvents' && this.hasStreams) {
      return this.#stream(
        new Map([[id, Number(new URL(request.url).searchParams.get('after') ?? stored.contract.seq)]]),
        request.signal,
      );
    }
    const { command: named, body: schema, ifMatch } = operation(name);
    // The command itself records what is sent to the provider.
    const type = name === 'sendEvidence' ? 'record_evidence' : named;
    if (type === undefined) return this.#problem('not_found');

    const text = await request.text();
    const parsed = schema === undefined ? { success: true as const, data: {} } : bodyOf(schema, text);
    if (!parsed.success) return this.#problem('invalid_request', undefined, parsed.errors);
    const key = request.headers.get('idempotency-key');
    this.received.push({ name, key, body: parsed.data });
    if (key !== null && this.#replays.has(key)) {
      return this.#replays.get(key) === name + text
        ? this.#present(id, actor)
        : this.#problem('idempotency_key_reused');
    }
    const seen = request.headers.get('if-match');
    const isStale = seen === null ? ifMatch === 'required' : seen !== `"${stored.contract.version}"`;
    const stale = isStale && ifMatch !== 'ignored';
    const before = stored.contract;
    const command = { type, ...parameters, ...this.#files.named(parsed.data) } as unknown as Command;
    const tried = decide(before, command, actor, this.#contracts.environment());
    // A refusal by the rules takes precedence over a 412.
    if (!isRefusal(tried) && stale) return this.#problem(seen === null ? 'if_match_required' : 'edited_meanwhile');
    const refusal = this.#contracts.decide(id, command, actor);
    if (refusal !== null) return this.#refused(refusal);
    if (key !== null) this.#replays.set(key, name + text);
    return this.#present(id, actor, operation(name).status);
  }

  forgetNotifications(): void {
    this.#notifications.forget();
  }

  /** Breaks every open stream, like a proxy could. */
  breakStreams(): void {
    this.#streams.closeAll();
  }

  /** The number of open streams. */
  get streams(): number {
    return this.#streams.count;
  }

  #streamOf(request: Request, actor: Actor): Response {
    const named = new URL(request.url).searchParams.get('contracts')?.split(',') ?? [];
    const positions = new Map<ContractId, number>();
    const missing: { pointer: string; code: string; message: string }[] = [];
    for (const [place, each] of named.entries()) {
      const [id = '', after] = each.split(':');
      const contract = this.#contracts.find(id)?.contract;
      if (contract === undefined || sideOf(contract, actor) === null) {
        missing.push({ pointer: `/contracts/${place}`, code: 'not_found', message: 'There is no such contract.' });
      } else positions.set(contract.id, Number(after ?? contract.seq));
    }
    return missing.length > 0
      ? this.#problem('not_found', undefined, missing)
      : this.#stream(positions, request.signal);
  }

  #stream(positions: ReadonlyMap<ContractId, number>, signal: AbortSignal): Response {
    const events = [...positions].map(([id, after]) =>
      this.#contracts.upToDate(id).events.filter(({ seq }) => seq > after),
    );
    return this.#streams.answer([...positions.keys()], events, signal);
  }

  #present(id: ContractId, actor: Actor, status = 200): Response {
    const uploads = this.hasUploads ? this.#files.limits : null;
    return Response.json(presentContract(this.contract(id), actor, this.now, uploads), { status });
  }

  #quote(id: ContractId, actor: Actor, query: URLSearchParams): Response {
    // The result of a quote is discarded, and so are its ids.
    const environment = { ...this.#contracts.environment(), newId: idSource(() => this.now, seededRandom(1)) };
    const asked = quotedIn(query);
    this.asked.push(asked);
    const quoted = quote(this.contract(id), asked, actor, environment);
    return isRefusal(quoted) ? this.#refused(quoted) : Response.json(quoted);
  }

  #refused({ refused: code, detail, pointer }: Refusal): Response {
    return this.#problem(code, detail, pointer === undefined ? [] : [{ pointer, code, message: detail }]);
  }

  #problem(
    code: ProblemCode,
    detail?: string,
    errors: readonly { pointer: string; code: string; message: string }[] = [],
  ): Response {
    const kind = problemKind(code);
    const problem = {
      type: 'about:blank',
      ...kind,
      detail: detail ?? kind.detail,
      instance: '/',
      code,
      requestId: 'req_7Q2M',
      errors,
    };
    return Response.json(problem, { status: kind.status, headers: { 'content-type': 'application/problem+json' } });
  }

  #actorOf(request: Request): Exclude<Actor, string> | null {
    const id = /^Bearer session:(.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    if (id === undefined) return null;
    const operator = this.#operators.get(id);
    return operator === undefined ? { person: this.#personOf(id) } : { person: operator, operator: true };
  }

  #personOf(id: string): Person {
    for (const { members, mediator } of this.#contracts.all) {
      const people = [...members.client, ...members.freelancer, mediator];
      const found = people.find((person) => person?.id === id);
      if (found) return found;
    }
    return { id, name: id };
  }
}
