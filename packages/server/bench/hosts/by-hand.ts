import { createHash, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { jwtVerify } from 'jose';
import postgres from 'postgres';
import { z } from 'zod';
import { answerParent } from './answer-parent.ts';
import { sessionSecret } from './secrets.ts';

// A hand-written release: each token is verified once, and one prepared statement on the kit's tables checks the
// release, records it and stores its key. The payout is left as a row.

const { database }: { database: string } = JSON.parse(process.argv[2] ?? '{}');
const sql = postgres(database, { max: 10, fetch_types: false, onnotice: () => {} });
const secret = new TextEncoder().encode(sessionSecret);
const Body = z.strictObject({ amount: z.int().positive() });
const Claims = z.object({ sub: z.string(), exp: z.number() });

const known = new Map<string, z.infer<typeof Claims>>();

async function personOf(authorization: string | undefined): Promise<string> {
  const token = authorization?.replace('Bearer ', '') ?? '';
  const seen = known.get(token);
  if (seen !== undefined && seen.exp * 1_000 > Date.now()) return seen.sub;
  const claims = Claims.parse((await jwtVerify(token, secret, { issuer: 'workroom' })).payload);
  if (known.size >= 10_000) known.clear();
  known.set(token, claims);
  return claims.sub;
}

const statement = `
with done as (
  select seq from workroom.idempotency where contract_id = $1 and actor = $2 and key = $3
), step as (
  select m.id, m.title, m.held, p.id as charge
  from workroom.milestone m
  join workroom.payment p on p.contract_id = m.contract_id and p.milestone_id = m.id and p.kind = 'charge'
  where m.contract_id = $1 and m.id = $4 and m.state = 'submitted' and m.held = $5::bigint and p.status = 'succeeded'
), deal as (
  update workroom.contract c
  set seq = c.seq + 1, version = c.version + 1,
    head = encode(sha256(convert_to(c.head || $8::text, 'UTF8')), 'hex'),
    released = c.released + $5::bigint, held = c.held - $5::bigint, next_deadline_ms = null, updated_at_ms = $7::bigint
  from step
  where c.id = $1 and c.version = $6::bigint and c.client_id = $9 and not exists (select from done)
  returning c.seq, c.version, c.head, c.title, c.client_name, c.freelancer_id
), paid as (
  update workroom.milestone m
  set state = 'paid', released = m.released + $5::bigint, held = 0, lots = '[]',
    detail = jsonb_build_object('paidAt', $7::bigint)
  from deal where m.contract_id = $1 and m.id = $4
), recorded as (
  insert into workroom.event
    (contract_id, seq, id, type, actor, command_id, occurred_at_ms, recorded_at_ms, data, hash)
  select $1, seq, $10, 'milestone.released', jsonb_build_object('kind', 'person', 'id', $9::text), $11,
    $7::bigint, $7::bigint, $8::text::jsonb, head
  from deal
), moved as (
  insert into workroom.movement (contract_id, seq, id, event_id, debit, credit, amount, at_ms)
  select $1, deal.seq, line.id, $10, line.debit, line.credit, $5::bigint, $7::bigint
  from deal, (values ($12::text, 'milestone:' || $4::text, 'payable:freelancer'),
    ($13::text, 'payable:freelancer', 'processor')) line(id, debit, credit)
), payout as (
  insert into workroom.payment (contract_id, id, kind, purpose, milestone_id, amount, fee, source, status,
    created_at_ms, attempts, next_attempt_at_ms)
  select $1, $14, 'transfer', 'release', $4, $5::bigint, 0, step.charge, 'pending', $7::bigint, 0, $7::bigint
  from deal, step
), notice as (
  insert into workroom.notification
    (contract_id, seq, person_id, event_id, type, milestone_id, contract_title, title, text, created_at_ms)
  select $1, seq, freelancer_id, $10, 'milestone.released', $4, title, 'Payment released',
    client_name || ' released your payment.', $7::bigint
  from deal
), key as (
  insert into workroom.idempotency (contract_id, actor, key, body_hash, status, seq)
  select $1, $2, $3, $15, 200, seq from deal
)
select version from deal union all select seq from done`;

const app = new Hono();
app.post('/workroom/contracts/:contractId/milestones/:milestoneId/release', async (context) => {
  const { contractId, milestoneId } = context.req.param();
  const person = await personOf(context.req.header('authorization'));
  const { amount } = Body.parse(await context.req.json());
  const version = Number(/^"(\d+)"$/.exec(context.req.header('if-match') ?? '')?.[1]);
  const key = context.req.header('idempotency-key') ?? '';
  const bodyHash = createHash('sha256').update(`${contractId} ${milestoneId} ${amount}`).digest('hex');
  const data = JSON.stringify({ milestoneId, amount, fee: 0 });
  const ids = ['evt', 'cmd', 'mov', 'mov', 'pay'].map((kind) => `${kind}_${randomUUID()}`);
  const [eventId = '', commandId = '', oneLine = '', otherLine = '', payoutId = ''] = ids;
  const rows = await sql.unsafe(
    statement,
    [
      contractId,
      `person:${person}`,
      key,
      milestoneId,
      amount,
      version,
      Date.now(),
      data,
      person,
      eventId,
      commandId,
      oneLine,
      otherLine,
      payoutId,
      bodyHash,
    ],
    { prepare: true },
  );
  if (rows.length === 0) return context.json({ code: 'conflict' }, 409);
  return context.json({ version: Number(rows[0]?.version) });
});

const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) => {
  answerParent(
    port,
    async () => null,
    async () => {
      server.close();
      await sql.end();
    },
  );
});
