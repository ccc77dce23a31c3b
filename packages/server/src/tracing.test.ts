import { context, type Tracer as OpenTelemetryTracer, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, afterEach, beforeEach, expect, expectTypeOf, test } from 'vitest';
import type { WebhookSender } from './notifications/webhook-sender.ts';
import { client, openMarket, stranger } from './testing/market.test.support.ts';
import { ownStore } from './testing/own-database.test.support.ts';
import type { Tracer } from './tracing.ts';

const store = ownStore();
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

test('a refusal has its code and is not an error; an unexpected failure is', async () => {
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

test('the host can set its own tracer, or none', async () => {
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

test('a provider call has a span inside the operation’s', async () => {
  const deal = await market.create(10_000);
  startSdk();
  await market.contract('fund', client, { params: deal.at(0), body: {} });
  const found = exporter.getFinishedSpans();
  const call = found.find(({ name }) => name === 'workroom provider charge');
  expect(call?.attributes).toEqual({
    'workroom.contract_id': deal.contractId,
    'workroom.provider': market.provider.name,
  });
  const operation = found.find(({ name }) => name === 'workroom fund');
  expect(call?.parentSpanContext?.spanId).toBe(operation?.spanContext().spanId);
});

test('a webhook propagates the trace, a sweep has a span, and without a tracer nothing is sent', async () => {
  const sent: Readonly<Record<string, string>>[] = [];
  const sender: WebhookSender = async ({ headers }) => {
    sent.push(headers);
    return { status: 204 };
  };
  const own = openMarket({ database: store, webhooks: { sender, allowPrivateNetworks: true } });
  await own.send('createWebhookEndpoint', 'server', { body: { url: 'https://host.example/hook' } });
  await own.create(10_000);
  await own.workroom.sweep();
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.every((headers) => !('traceparent' in headers))).toBe(true);
  startSdk();
  sent.length = 0;
  await own.create(10_000);
  await own.workroom.sweep();
  const found = exporter.getFinishedSpans();
  const webhooks = found.filter(({ name }) => name === 'workroom webhook');
  expect(sent.map(({ traceparent }) => traceparent)).toEqual(
    webhooks.map((span) => `00-${span.spanContext().traceId}-${span.spanContext().spanId}-01`),
  );
  expect(webhooks.length).toBeGreaterThan(0);
  expect(webhooks[0]?.attributes).toEqual({ 'workroom.status': 204 });
  expect(found.filter(({ name }) => name === 'workroom sweep')).toHaveLength(1);
  await own.workroom.close();
});
