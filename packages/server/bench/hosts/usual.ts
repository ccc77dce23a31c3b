import { createHash, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { schema as tables } from '@workroom/server/schema';
import { and, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { jwtVerify } from 'jose';
import postgres from 'postgres';
import { z } from 'zod';
import { answerParent } from './answer-parent.ts';
import { sessionSecret } from './secrets.ts';

// The usual way to write a release: a handler opens a transaction and runs one statement per step, on the same tables,
// with the same checks and records.

const { database }: { database: string } = JSON.parse(process.argv[2] ?? '{}');
const sql = postgres(database, { max: 16, onnotice: () => {} });
const db = drizzle(sql);
const secret = new TextEncoder().encode(sessionSecret);
const Body = z.strictObject({ amount: z.int().positive() });
const Claims = z.object({ sub: z.string(), name: z.string() });

const app = new Hono();
app.post('/workroom/contracts/:contractId/milestones/:milestoneId/release', async (context) => {
  const { contractId: given, milestoneId } = context.req.param();
  const contractId = given as `ctr_${string}`;
  const token = context.req.header('authorization')?.replace('Bearer ', '') ?? '';
  const person = Claims.parse((await jwtVerify(token, secret, { issuer: 'workroom' })).payload);
  const { amount } = Body.parse(await context.req.json());
  const key = context.req.header('idempotency-key') ?? '';
  const actor = `person:${person.sub}`;
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([contractId, milestoneId, amount]))
    .digest('hex');
  const now = Date.now();

  const answer = await db.transaction(async (tx) => {
    const { contract, milestone, idempotency, movement, event, payment, notification } = tables;
    const [done] = await tx
      .select()
      .from(idempotency)
      .where(and(eq(idempotency.contractId, contractId), eq(idempotency.actor, actor), eq(idempotency.key, key)));
    if (done !== undefined) return { version: done.seq };
    const [deal] = await tx.select().from(contract).where(eq(contract.id, contractId)).for('update');
    if (deal === undefined || deal.clientId !== person.sub) throw new HTTPException(404);
    if (context.req.header('if-match') !== `"${deal.version}"`) throw new HTTPException(412);
    const ofMilestone = and(eq(milestone.contractId, contractId), eq(milestone.id, milestoneId as `mst_${string}`));
    const [step] = await tx.select().from(milestone).where(ofMilestone).for('update');
    if (step === undefined || step.state !== 'submitted' || step.held < amount) throw new HTTPException(409);
    const [charge] = await tx.select().from(payment).where(eq(payment.contractId, contractId));
    if (charge === undefined) throw new HTTPException(409);

    const paid = step.amount;
    await tx
      .update(milestone)
      .set({ state: 'paid', released: paid, held: 0 as typeof paid, lots: [], detail: { paidAt: now } })
      .where(ofMilestone);
    const seq = deal.seq + 1;
    const eventId = `evt_${randomUUID()}` as const;
    const data = { milestoneId, amount, fee: 0 };
    const head = createHash('sha256').update(deal.head).update(JSON.stringify(data)).digest('hex');
    await tx
      .update(contract)
      .set({ seq, version: deal.version + 1, head, released: paid, held: 0 as typeof paid, nextDeadlineMs: null })
      .where(eq(contract.id, contractId));
    const line = { contractId, seq, eventId, amount: paid, atMs: now as typeof deal.createdAtMs };
    await tx.insert(movement).values([
      { ...line, id: `mov_${randomUUID()}`, debit: `milestone:${step.id}`, credit: 'freelancer' },
      { ...line, id: `mov_${randomUUID()}`, debit: 'freelancer', credit: 'processor' },
    ] as unknown as (typeof movement.$inferInsert)[]);
    await tx.insert(event).values({
      contractId,
      seq,
      id: eventId,
      type: 'milestone.released',
      actor: { kind: 'person', id: person.sub },
      commandId: `cmd_${randomUUID()}`,
      occurredAtMs: now,
      recordedAtMs: now,
      data,
      hash: head,
    } as unknown as typeof event.$inferInsert);
    await tx.insert(payment).values({
      ...charge,
      id: `pay_${randomUUID()}`,
      kind: 'transfer',
      purpose: 'release',
      source: charge.id,
      status: 'pending',
      reference: null,
      nextAttemptAtMs: now,
    });
    await tx.insert(notification).values({
      contractId,
      seq,
      personId: deal.freelancerId,
      eventId,
      type: 'milestone.released',
      milestoneId,
      contractTitle: deal.title,
      title: 'Payment released',
      text: `${deal.clientName} released your payment.`,
      createdAtMs: now,
    } as typeof notification.$inferInsert);
    await tx.insert(idempotency).values({ contractId, actor, key, bodyHash, status: 200, seq });
    return { version: deal.version + 1 };
  });
  return context.json(answer);
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
