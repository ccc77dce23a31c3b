import type { OperationName } from '@workroom/core/api';
import type { OperationAnswer } from './operations/answer.ts';
import type { OperationRequest } from './operations/request.ts';
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
  end(): void;
}

/** `SpanStatusCode.ERROR` of the OpenTelemetry API. */
const failed = 2;

export interface Tracing {
  /** A span for an operation; what is told of it are names, ids and codes, and nobody's words. */
  operation(request: OperationRequest, perform: () => Promise<OperationAnswer>): Promise<OperationAnswer>;
  opening<Result>(request: OperationRequest, open: () => Promise<Result>): Promise<Result>;
  /** The store, with a span for each commit. */
  store(store: Store): Store;
}

/** @param given a tracer, `false` for none, or nothing for that of the SDK which the process has registered, if any */
export function createTracing(given: Tracer | false | undefined): Tracing {
  const tracer = () => (given === false ? undefined : (given ?? registeredTracer()));

  async function traced<Result>(
    name: string,
    attributes: SpanOptions['attributes'],
    run: () => Promise<Result>,
    tell: (span: Span, result: Result) => void = () => {},
  ): Promise<Result> {
    const active = tracer();
    if (active === undefined) return run();
    return active.startActiveSpan(name, { attributes }, async (span) => {
      try {
        const result = await run();
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
  };
}

function attributesOf({ name, caller, parameters }: OperationRequest): SpanOptions['attributes'] {
  const operation: OperationName = name;
  const { contractId } = parameters;
  return {
    'workroom.operation': operation,
    'workroom.caller': caller.kind,
    // Any text can stand in a path; only what has the form of an id goes on.
    ...(typeof contractId === 'string' && /^ctr_\w{1,40}$/.test(contractId)
      ? { 'workroom.contract_id': contractId }
      : {}),
  };
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
