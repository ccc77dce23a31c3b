import type { OperationName } from '@workroom/core/api';
import type { WebhookSender } from './notifications/webhook-sender.ts';
import type { OperationAnswer } from './operations/answer.ts';
import type { OperationRequest } from './operations/request.ts';
import type { PaymentProvider } from './payments/provider.ts';
import { Problem } from './problem.ts';
import type { Store } from './store/store.ts';

/** Of OpenTelemetry's `Tracer` what is used here, so that nobody must have it installed. */
export interface Tracer {
  startActiveSpan<Result>(name: string, options: SpanOptions, run: (span: Span) => Result): Result;
}

interface SpanOptions {
  readonly attributes: Readonly<Record<string, string | number>>;
}

interface Span {
  setAttribute(key: string, value: string | number | boolean): unknown;
  setStatus(status: { code: number }): unknown;
  /** Where the trace goes on; tracers that only measure have none. */
  spanContext?(): { readonly traceId: string; readonly spanId: string; readonly traceFlags: number };
  end(): void;
}

/** `SpanStatusCode.ERROR` of the OpenTelemetry API. */
const failed = 2;

export interface Tracing {
  /** A span for an operation. Its attributes are names, ids and codes, and never text of people. */
  operation(request: OperationRequest, perform: () => Promise<OperationAnswer>): Promise<OperationAnswer>;
  opening<Result>(request: OperationRequest, open: () => Promise<Result>): Promise<Result>;
  /** The store, with a span for each commit. */
  store(store: Store): Store;
  /** The payment provider, with a span for each call. */
  provider<Provider extends PaymentProvider>(provider: Provider): Provider;
  /** The sender, with a span for each webhook, which goes on at the receiver: `traceparent` of W3C Trace Context. */
  sender(sender: WebhookSender): WebhookSender;
  sweep<Result>(run: () => Promise<Result>): Promise<Result>;
}

/** @param given a tracer, `false` for none, or nothing for that of the SDK which the process has registered, if any */
export function createTracing(given: Tracer | false | undefined): Tracing {
  const tracer = () => (given === false ? undefined : (given ?? registeredTracer()));

  async function traced<Result>(
    name: string,
    attributes: SpanOptions['attributes'],
    run: (span?: Span) => Promise<Result>,
    tell: (span: Span, result: Result) => void = () => {},
  ): Promise<Result> {
    const active = tracer();
    if (active === undefined) return run();
    return active.startActiveSpan(name, { attributes }, async (span) => {
      try {
        const result = await run(span);
        tell(span, result);
        return result;
      } catch (error) {
        tellError(span, error);
        throw error;
      } finally {
        span.end();
      }
    });
  }

  return {
    operation: (request, perform) =>
      traced(`workroom ${request.name}`, attributesOf(request), perform, (span, { status, replayed }) => {
        span.setAttribute('workroom.status', status);
        if (replayed) span.setAttribute('workroom.replayed', true);
      }),
    opening: (request, open) => traced(`workroom ${request.name}`, attributesOf(request), open),
    store: (store) => ({
      ...store,
      commit: (changes) =>
        traced(
          'workroom commit',
          { 'workroom.changes': changes.length },
          () => store.commit(changes),
          (span, results) => span.setAttribute('workroom.committed', results.filter((each) => each.committed).length),
        ),
    }),
    provider: (provider) =>
      new Proxy(provider, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== 'function') return value;
          const call: ProviderCall = value.bind(target);
          if (!providerCalls.has(String(name))) return call;
          const tracedCall: ProviderCall = (request, signal) =>
            traced(
              `workroom provider ${String(name)}`,
              { ...idIn(request.contractId), 'workroom.provider': target.name },
              () => call(request, signal),
            );
          return tracedCall;
        },
      }),
    sender: (sender) => (request) =>
      traced(
        'workroom webhook',
        {},
        (span) => {
          const traceparent = traceparentOf(span);
          return sender(traceparent === null ? request : { ...request, headers: { ...request.headers, traceparent } });
        },
        (span, { status }) => span.setAttribute('workroom.status', status),
      ),
    sweep: (run) => traced('workroom sweep', {}, run),
  };
}

function attributesOf({ name, caller, parameters }: OperationRequest): SpanOptions['attributes'] {
  const operation: OperationName = name;
  const { contractId } = parameters;
  return {
    'workroom.operation': operation,
    'workroom.caller': caller.kind,
    ...idIn(contractId),
  };
}

/** A path can contain any text, so only values in the form of an id are recorded. */
function idIn(contractId: unknown): SpanOptions['attributes'] {
  const isId = typeof contractId === 'string' && /^ctr_\w{1,40}$/.test(contractId);
  return isId ? { 'workroom.contract_id': contractId } : {};
}

/** Calls about one payment, which ask the provider over the network. */
const providerCalls: ReadonlySet<string> = new Set([
  'charge',
  'transfer',
  'refund',
  'reverse',
  'cancel',
  'lookup',
  'submitEvidence',
] satisfies (keyof PaymentProvider)[]);
type ProviderCall = (request: { readonly contractId?: string }, signal?: AbortSignal) => Promise<unknown>;

/** `00-{trace id}-{span id}-{flags}`; `null` where nobody traces. */
function traceparentOf(span: Span | undefined): string | null {
  const at = span?.spanContext?.();
  if (at === undefined || /^0*$/.test(at.traceId)) return null;
  return `00-${at.traceId}-${at.spanId}-${at.traceFlags.toString(16).padStart(2, '0')}`;
}

/** A refusal is an answer; only what nobody expected is an error of ours. */
function tellError(span: Span, error: unknown): void {
  const problem = error instanceof Problem ? error : null;
  span.setAttribute('workroom.problem', problem?.code ?? 'internal_error');
  span.setAttribute('workroom.status', problem?.status ?? 500);
  if (problem === null || problem.status >= 500) span.setStatus({ code: failed });
}

/**
 * The SDK registers itself under this symbol, for all copies of the API's first major version in a process.
 * Asked each time: it may be started later than we are.
 */
function registeredTracer(): Tracer | undefined {
  const registered = (globalThis as Record<symbol, unknown>)[Symbol.for('opentelemetry.js.api.1')] as
    | { readonly trace?: { getTracer(name: string): Tracer } }
    | undefined;
  return registered?.trace?.getTracer('@workroom/server');
}
