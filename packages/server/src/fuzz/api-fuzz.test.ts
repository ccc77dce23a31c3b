import { idPrefixes } from '@workroom/core';
import { type Operation, operations } from '@workroom/core/api';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { manualProvider } from '../payments/index.ts';
import {
  client,
  days,
  freelancer,
  type Market,
  openMarket,
  secretKey,
  stranger,
} from '../testing/market.test.support.ts';
import { createKnownContracts, isSlot } from './known-contracts.test.support.ts';
import { type FuzzRequest, operationsIn, requestTo } from './request-arbitrary.test.support.ts';
import { contractAtStage, contractToReport, mediator } from './stages.test.support.ts';

// Replay: WORKROOM_FUZZ_SEED=<seed> vitest run src/fuzz
const seed = Number(process.env.WORKROOM_FUZZ_SEED ?? 20_260_302);
// `npm run chaos` makes 20,000 requests and expects that every operation succeeded at least once.
const count = Number(process.env.WORKROOM_FUZZ_COUNT ?? 500);
const parallel = 16;
const commands = new Map(Object.entries<Operation>(operations).map(([name, { command }]) => [name, command]));
/** Random requests cannot guess the provider's signature; that route has its own test. */
const neverDone = ['receiveProviderWebhook'];

interface Part {
  readonly options: Parameters<typeof openMarket>[0];
  readonly share: number;
  readonly newContract: (market: Market, stage: number) => ReturnType<typeof contractAtStage>;
}

// One request in eight uses manual payments, because only those can be reported.
const parts: readonly Part[] = [
  { options: {}, share: 7 / 8, newContract: contractAtStage },
  { options: { payments: manualProvider() }, share: 1 / 8, newContract: contractToReport },
];

test(`${count} requests made from the API’s own description, seed ${seed}: none answers 5xx, each as documented`, {
  timeout: 600_000,
}, async () => {
  console.log(`API fuzz: seed ${seed}, ${count} requests`);
  const seen: Awaited<ReturnType<typeof fuzz>>[] = [];
  for (const part of parts) seen.push(await fuzz(part));
  const statuses = new Map<number, number>();
  const done = new Map<string, number>();
  for (const part of seen) {
    for (const [status, times] of part.statuses) statuses.set(status, (statuses.get(status) ?? 0) + times);
    for (const [name, times] of part.done) done.set(name, (done.get(name) ?? 0) + times);
  }
  console.log(
    `answers: ${[...statuses]
      .toSorted()
      .map(([status, times]) => `${times} × ${status}`)
      .join(', ')}`,
  );
  const seldom = [...done].filter(([, times]) => times < 10).map(([name, times]) => `${name} ${times}`);
  console.log(`seldom done: ${seldom.join(', ') || 'none'}`);
  expect(seen.flatMap(({ failures }) => failures).slice(0, 5)).toEqual([]);
  // Requests that are all refused would test nothing.
  expect((statuses.get(200) ?? 0) + (statuses.get(201) ?? 0)).toBeGreaterThan(count / 10);
  if (count < 20_000) return;
  const never = [...done].filter(([, times]) => times === 0).map(([name]) => name);
  const isCommand = (name: string) => commands.get(name) !== undefined;
  expect(never.filter((name) => !isCommand(name))).toEqual(neverDone);
  // A few commands are possible only in one state and for one side, so random requests may miss them.
  expect(never.filter(isCommand).length).toBeLessThanOrEqual(4);
});

async function fuzz({ options, share, newContract }: Part) {
  const database = hasPostgres(18) ? await (await startPostgres({ version: 18 })).freshDatabase() : 'memory://';
  const market = openMarket({
    database,
    origins: ['https://market.example'],
    // Nothing is sent to real addresses.
    webhooks: { sender: async ({ url }) => ({ status: url.length % 2 === 0 ? 204 : 503 }) },
    ...options,
  });
  const document = await (await market.fetch('GET', '/workroom/openapi.json')).json();
  const validate = validators(document);
  const tokens = await tokensOf(market.workroom);
  const known = createKnownContracts();
  const failures: unknown[] = [];
  const statuses = new Map<number, number>();
  const done = new Map<string, number>();
  let keys = 0;

  async function send({ operation, as, contract: place, ids, query, headers, ifMatch, key, body }: FuzzRequest) {
    const fitting = place % 4 !== 0 ? known.openFor(as, commands.get(operation.operationId)) : undefined;
    const contract = fitting ?? known.nth(place);
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const id = ids[name];
      return isSlot(id) ? known.idOf(contract, prefixOf(name), id.nth) : String(id ?? '');
    });
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    const sent = body === null ? null : 'text' in body ? body.text : JSON.stringify(known.filled(contract, body.json));
    keys += 1;
    const request = {
      method: operation.method,
      path: `/workroom${path}${search.size > 0 ? `?${search}` : ''}`,
      headers: {
        ...(tokens[as] === null ? {} : { authorization: `Bearer ${tokens[as]}` }),
        ...(sent === null ? {} : { 'content-type': 'application/json' }),
        ...{
          fresh: { 'idempotency-key': `fresh-${keys}` },
          used: { 'idempotency-key': 'used' },
          none: {},
          junk: { 'idempotency-key': 'ü ' },
        }[key],
        ...{ current: { 'if-match': `"${contract?.version ?? 0}"` }, none: {}, junk: { 'if-match': 'W/"x", *' } }[
          ifMatch
        ],
        ...headers,
      },
      body: sent,
    };
    const response = await market.fetch(request.method, request.path, {
      headers: request.headers,
      ...(sent === null ? {} : { body: sent }),
    });
    const complaint = await judge(operation, response);
    if (response.status < 300) done.set(operation.operationId, (done.get(operation.operationId) ?? 0) + 1);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    if (complaint !== null)
      failures.push({ operation: operation.operationId, as, request, status: response.status, complaint });
  }

  async function judge(operation: FuzzRequest['operation'], response: Response): Promise<unknown> {
    const { status, headers } = response;
    const type = headers.get('content-type');
    const isStream = type === 'text/event-stream';
    const text = isStream ? '' : await response.text();
    if (isStream) await response.body?.cancel();
    if (status >= 500) return text;
    const documented = operation.responses[status];
    if (documented === undefined) return `the status is not documented: ${text}`;
    if (text === '' && !isStream) return null;
    const essence = type?.split(';')[0] ?? '';
    if (documented.content?.[essence] === undefined) return `the content type ${type} is not documented`;
    if (essence === 'application/x-ndjson') return text.trimEnd().split('\n').every(isJson) ? null : text;
    if (essence.startsWith('text/')) return null;
    const answer: unknown = JSON.parse(text);
    const isRight = validate(operation.operationId, status, type ?? '');
    if (status < 300) known.learn(answer);
    return isRight(answer) ? null : { errors: isRight.errors?.slice(0, 5), text: text.slice(0, 2_000) };
  }

  async function begin(stage: number): Promise<void> {
    const { id } = await newContract(market, stage);
    const params = { contractId: id };
    for (const as of [client, freelancer]) known.learn(await market.contract('getContract', as, { params }));
  }
  for (let stage = 0; stage < 24; stage += 1) await begin(stage);
  const described = operationsIn(document);
  for (const { operationId } of described) done.set(operationId, 0);
  const requests = fc.sample(requestTo(described), { numRuns: Math.round(count * share), seed });
  for (let at = 0; at < requests.length; at += parallel) {
    await Promise.all(requests.slice(at, at + parallel).map(send));
    if (at % 640 === 0) market.clock.advance(days(1));
    // About half of the commands end a contract, so new ones are needed.
    if (at % 64 === 0) await begin(at / 64);
    if (failures.length > 20) break;
  }
  await market.workroom.close();
  return { failures, statuses, done };
}

async function tokensOf({ sessions }: { sessions: ReturnType<typeof openMarket>['workroom']['sessions'] }) {
  const of = async (user: typeof client) => (await sessions.create({ user, ttlSeconds: 86_400 })).token;
  return {
    client: await of(client),
    freelancer: await of(freelancer),
    mediator: await of(mediator),
    stranger: await of(stranger),
    server: secretKey,
    nobody: null,
    forger: `${(await of(client)).slice(0, -4)}AAAA`,
  };
}

/** A validator for each response in the API's description. */
function validators(document: object): (operationId: string, status: number, type: string) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
  addFormats.default(ajv);
  ajv.addSchema({ ...document, $id: 'openapi' });
  const pointers = new Map<string, string>();
  for (const [path, methods] of Object.entries(
    (document as { paths: Record<string, Record<string, { operationId: string }>> }).paths,
  )) {
    for (const [method, { operationId }] of Object.entries(methods)) {
      pointers.set(operationId, `openapi#/paths/${escaped(path)}/${method}/responses`);
    }
  }
  return (operationId, status, type) => {
    const validator = ajv.getSchema(`${pointers.get(operationId)}/${status}/content/${escaped(type)}/schema`);
    if (validator === undefined) throw new Error(`no schema for ${operationId} ${status} ${type}`);
    return validator;
  };
}

function escaped(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** `milestoneId` → `mst` */
function prefixOf(parameter: string): string {
  const kind = parameter.replace(/Id$/, '');
  return Object.entries(idPrefixes).find(([name]) => name === kind)?.[1] ?? 'xxx';
}

function isJson(line: string): boolean {
  try {
    return JSON.parse(line) !== undefined;
  } catch {
    return false;
  }
}
