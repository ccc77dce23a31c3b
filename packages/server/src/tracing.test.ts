import { context, type Tracer as OpenTelemetryTracer, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, afterEach, beforeEach, expect, expectTypeOf, test } from 'vitest';
import { openStore } from './store/open-store.ts';
import { client, openMarket, stranger } from './testing/market.test.support.ts';
import { ownDatabase } from './testing/own-database.test.support.ts';
import type { Tracer } from './tracing.ts';

const store = openStore(ownDatabase());
const exporter = new InMemorySpanExporter();
let market = openMarket({ database: store });
beforeEach(() => {
  exporter.reset();
  market = openMarket({ database: store });
});
afterEach(async () => {
  trace.disable();
  context.disable();
  await market.workroom.close();
});
afterAll(() => store.close());

function startSdk(): void {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
}
const spans = () =>
  exporter.getFinishedSpans().map(({ name, attributes, status }) => ({ name, attributes, status: status.code }));

test('each operation has a span, and its commit one inside it, also when the SDK starts after the kit', async () => {
  const { contractId } = await market.create(10_000);
  expect(spans()).toEqual([]);
  startSdk();
  await market.contract('postMessage', client, { params: { contractId }, body: { text: 'Private words' } });
  const [commit, operation] = exporter.getFinishedSpans();
  expect(spans()).toMatchObject([
    { name: 'workroom commit', attributes: { 'workroom.changes': 1, 'workroom.committed': 1 } },
    {
      name: 'workroom postMessage',
      attributes: {
        'workroom.operation': 'postMessage',
        'workroom.caller': 'person',
        'workroom.contract_id': contractId,
        'workroom.status': 201,
      },
      status: SpanStatusCode.UNSET,
    },
  ]);
  expect(commit?.parentSpanContext?.spanId).toBe(operation?.spanContext().spanId);
  expect(JSON.stringify(spans())).not.toMatch(/Private words|Dana/);
});

test('a refusal is told by its code and is no error; what nobody expected is', async () => {
  const { contractId } = await market.create(10_000);
  startSdk();
  await market.problem('getContract', stranger, { params: { contractId } });
  const broken = openMarket({ database: { ...store, listContracts: () => Promise.reject(new Error('gone')) } });
  await broken.send('listContracts', client);
  await broken.workroom.close();
  expect(spans()).toMatchObject([
    { attributes: { 'workroom.problem': 'not_found', 'workroom.status': 404 }, status: SpanStatusCode.UNSET },
    { attributes: { 'workroom.problem': 'internal_error', 'workroom.status': 500 }, status: SpanStatusCode.ERROR },
  ]);
});

test('a tracer of the host’s own is used instead, or none', async () => {
  startSdk();
  const without = openMarket({ database: store, tracer: false });
  await without.create(10_000);
  expect(spans()).toEqual([]);
  const other = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(other)] });
  const given = openMarket({ database: store, tracer: provider.getTracer('host') });
  await given.create(10_000);
  expect([spans().length, other.getFinishedSpans().length]).toEqual([0, 2]);
  expectTypeOf<OpenTelemetryTracer>().toExtend<Tracer>();
  for (const each of [without, given]) await each.workroom.close();
});
