import {
  type Actor,
  amount,
  applyDeadlines,
  type Command,
  type Contract,
  type ContractId,
  createContract,
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
  type Person,
  type Policy,
  parseInstant,
  type QuotedCommand,
  quote,
  sideOf,
} from '@workroom/core';
import {
  type OperationName,
  type Output,
  operation,
  type ProblemCode,
  presentContract,
  presentEvent,
  problemKind,
  schemas,
} from '@workroom/core/api';
import { comparedPage, ledgerOf, listOf, type StoredEvent, send, timelineOf, totalsOf } from './in-page-answers.ts';
import { documentsFor, documentsOf } from './in-page-documents.ts';
import { InPageFiles } from './in-page-files.ts';
import { InPageNotifications } from './in-page-notifications.ts';
import { bodyOf, quotedIn, routeOf } from './in-page-requests.ts';
import { seededRandom } from './seeded-random.ts';
import { outcomeOf, type SimulatedCard, type SimulatedPayout } from './simulated-card.ts';

interface Stored {
  contract: Contract;
  readonly events: StoredEvent[];
  readonly documents: Output<'Document'>[];
  readonly movements: Movement[];
}

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
  readonly #open = new Map<ReadableStreamDefaultController<Uint8Array>, readonly ContractId[]>();
  readonly #contracts = new Map<string, Stored>();
  readonly #notifications = new InPageNotifications();
  readonly #operators = new Map<string, Person>();
  readonly #replays = new Map<string, string>();
  readonly #newId;
  readonly #policy: Policy;
  #now: Instant;
  #gate: Promise<void> = Promise.resolve();

  constructor({ now = '2026-11-22T12:00:00Z', policy = {}, seed = 1 }: InPageBackendOptions = {}) {
    this.#now = parseInstant(now);
    this.#policy = { ...defaultPolicy, ...policy };
    this.#newId = idSource(() => this.#now, seededRandom(seed));
  }

  get now(): Instant {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now = later(this.#now, ms);
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

  create(input: {
    title: string;
    currency?: string;
    status?: 'offered' | 'active';
    client: Person;
    freelancer: Person;
    milestones: readonly { title: string; description?: string; amount: number; dueOn?: string | null }[];
  }): ContractId {
    const decision = createContract(
      { id: this.#newId('contract'), currency: 'USD', status: 'active', metadata: {}, policy: this.#policy, ...input },
      this.#environment(),
    );
    if (isRefusal(decision)) throw new Error(decision.detail);
    this.#store(decision);
    return decision.contract.id;
  }

  /** The stored contract, with its deadlines applied. */
  contract(id: ContractId): Contract {
    return this.#upToDate(id).contract;
  }

  /** Runs a command as another person, the marketplace or a bank. */
  act(id: ContractId, command: Command, actor: Person | Actor): void {
    const refused = this.#decide(
      id,
      command,
      typeof actor === 'string' || 'person' in actor ? actor : { person: actor },
    );
    if (refused !== null) throw new Error(`${command.type}: ${refused.code} ${refused.detail}`);
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
      const upToDate = [...this.#contracts.values()].map(({ contract }) => this.#upToDate(contract.id).contract);
      return listOf(upToDate, new URL(request.url).searchParams, actor);
    }
    if (name === 'getTotals') {
      if (this.weather === 'no_totals') return this.#problem('internal_error');
      return totalsOf(
        [...this.#contracts.values()].map(({ contract }) => contract),
        actor,
      );
    }
    if (name === 'reconcile') {
      const asked = schemas.ReconcileBody.parse(await request.json());
      this.received.push({ name, key: null, body: asked });
      const page = comparedPage([...this.#contracts.keys()], this.differences, asked);
      if (asked.record) this.differences = this.differences.filter((each) => !page.differences.includes(each));
      return Response.json(page);
    }
    if (name === 'listNotifications') {
      for (const { contract } of this.#contracts.values()) this.#upToDate(contract.id);
      return this.#notifications.list(person, new URL(request.url).searchParams);
    }
    if (name === 'streamContracts')
      return this.hasStreams ? this.#streamOf(request, actor) : this.#problem('not_found');
    if (name === 'readNotifications') {
      const { ids } = schemas.ReadNotificationsBody.parse(await request.json());
      this.#notifications.read(person, ids, this.#now);
      return this.#notifications.list(person, new URLSearchParams());
    }
    const stored = this.#contracts.get(parameters.contractId ?? '');
    if (stored === undefined || sideOf(stored.contract, actor) === null) return this.#problem('not_found');
    const { id } = this.#upToDate(stored.contract.id).contract;
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
      return this.#files.announce(this.#newId('upload'), schemas.CreateUploadBody.parse(await request.json()));
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
    const tried = decide(before, command, actor, this.#environment());
    // A refusal by the rules takes precedence over a 412.
    if (!isRefusal(tried) && stale) return this.#problem(seen === null ? 'if_match_required' : 'edited_meanwhile');
    const refused = this.#decide(id, command, actor);
    if (refused !== null)
      return this.#problem(
        refused.code,
        refused.detail,
        refused.pointer === undefined
          ? []
          : [{ pointer: refused.pointer, code: refused.code, message: refused.detail }],
      );
    if (key !== null) this.#replays.set(key, name + text);
    return this.#present(id, actor, operation(name).status);
  }

  #decide(
    id: ContractId,
    command: Command,
    actor: Actor,
  ): { code: ProblemCode; detail: string; pointer?: string } | null {
    const { contract } = this.#upToDate(id);
    const decision = decide(contract, command, actor, this.#environment());
    if (isRefusal(decision)) {
      const { refused: code, detail, pointer } = decision;
      return pointer === undefined ? { code, detail } : { code, detail, pointer };
    }
    this.#store(decision);
    this.#pay(id, decision.payments);
    return null;
  }

  /** Completes the payments at once, as a provider would do after the commit. */
  #pay(id: ContractId, payments: readonly Payment[]): void {
    for (const payment of payments) {
      if (payment.status !== 'pending' || payment.reference !== null) continue;
      const outcome = outcomeOf(payment, this.card, this.payout);
      this.#decide(id, { type: 'settle_payment', paymentId: payment.id, outcome }, 'system');
    }
  }

  #upToDate(id: ContractId): Stored {
    const stored = this.#contracts.get(id);
    if (stored === undefined) throw new Error(`no contract ${id}`);
    const decision = applyDeadlines(stored.contract, this.#environment());
    if (decision !== null) {
      this.#store(decision);
      this.#pay(id, decision.payments);
    }
    return stored;
  }

  #store({ contract, events, movements }: Extract<ReturnType<typeof decide>, { events: unknown }>): void {
    const stored = this.#contracts.get(contract.id) ?? { contract, events: [], documents: [], movements: [] };
    stored.contract = contract;
    stored.events.push(...events.map((event) => presentEvent(contract.id, event, '')));
    stored.documents.push(...events.flatMap((event) => documentsOf(contract, event, movements)));
    stored.movements.push(...movements);
    this.#contracts.set(contract.id, stored);
    for (const event of events) this.#notifications.tell(contract, event);
    for (const [stream, ids] of this.#open) {
      if (ids.includes(contract.id)) send(stream, stored.events.slice(-events.length));
    }
  }

  forgetNotifications(): void {
    this.#notifications.forget();
  }

  /** Breaks every open stream, like a proxy could. */
  breakStreams(): void {
    for (const stream of this.#open.keys()) stream.close();
    this.#open.clear();
  }

  /** The number of open streams. */
  get streams(): number {
    return this.#open.size;
  }

  #streamOf(request: Request, actor: Actor): Response {
    const named = new URL(request.url).searchParams.get('contracts')?.split(',') ?? [];
    const positions = new Map<ContractId, number>();
    const missing: { pointer: string; code: string; message: string }[] = [];
    for (const [place, each] of named.entries()) {
      const [id = '', after] = each.split(':');
      const contract = this.#contracts.get(id)?.contract;
      if (contract === undefined || sideOf(contract, actor) === null) {
        missing.push({ pointer: `/contracts/${place}`, code: 'not_found', message: 'There is no such contract.' });
      } else positions.set(contract.id, Number(after ?? contract.seq));
    }
    return missing.length > 0
      ? this.#problem('not_found', undefined, missing)
      : this.#stream(positions, request.signal);
  }

  #stream(positions: ReadonlyMap<ContractId, number>, signal: AbortSignal): Response {
    let opened: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (stream) => {
        opened = stream;
        this.#open.set(stream, [...positions.keys()]);
        signal.addEventListener('abort', () => this.#open.delete(stream) && stream.error(signal.reason));
        for (const [id, after] of positions) {
          send(
            stream,
            this.#upToDate(id).events.filter(({ seq }) => seq > after),
          );
        }
      },
      cancel: () => {
        if (opened !== undefined) this.#open.delete(opened);
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  #present(id: ContractId, actor: Actor, status = 200): Response {
    const uploads = this.hasUploads ? this.#files.limits : null;
    return Response.json(presentContract(this.contract(id), actor, this.#now, uploads), { status });
  }

  #quote(id: ContractId, actor: Actor, query: URLSearchParams): Response {
    // The result of a quote is discarded, and so are its ids.
    const environment = { ...this.#environment(), newId: idSource(() => this.#now, seededRandom(1)) };
    const asked = quotedIn(query);
    this.asked.push(asked);
    const quoted = quote(this.contract(id), asked, actor, environment);
    if (!isRefusal(quoted)) return Response.json(quoted);
    const { refused: code, detail, pointer } = quoted;
    const errors = pointer === undefined ? [] : [{ pointer, code, message: detail ?? problemKind(code).detail }];
    return this.#problem(code, detail, errors);
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
    for (const { contract } of this.#contracts.values()) {
      const people = [...contract.members.client, ...contract.members.freelancer, contract.mediator];
      const found = people.find((person) => person?.id === id);
      if (found) return found;
    }
    return { id, name: id };
  }

  #environment(): Environment {
    return {
      now: instant(this.#now),
      newId: this.#newId,
      commandId: this.#newId('command'),
      salt: '00'.repeat(16),
      minimumCharge: amount(50),
    };
  }
}
