import { type Attention, type ContractId, type Instant, instant } from '@workroom/core';
import { and, eq, lte, sql } from 'drizzle-orm';
import { type StoreContext, unnamed } from './database.ts';
import { anyOf, given, textArray } from './parameters.ts';
import { isStorable } from './storable-text.ts';
import type { Store } from './store.ts';

/**
 * Why contracts need the marketplace's staff (rule 48). Every commit writes the reasons; only `broken` is written
 * separately.
 */
export function attentionIn({
  db,
  tables: { contract },
  read,
  write,
}: StoreContext): Pick<Store, 'attention' | 'markBroken'> {
  const since = given('now', 'bigint');
  const broken = sql`jsonb_build_array(jsonb_build_object('reason', 'broken', 'since', ${since}))`;
  const mark = db
    .update(contract)
    .set({
      attention: sql`${contract.attention} || ${broken}`,
      attentionSinceMs: sql`least(${contract.attentionSinceMs}, ${since})`,
    })
    .where(
      and(
        eq(contract.id, sql.placeholder('id')),
        // Another process may have applied them meanwhile.
        lte(contract.nextDeadlineMs, sql.placeholder('now')),
        sql`not ${contract.attention} @> ${sql.raw(`'[{"reason": "broken"}]'`)}`,
      ),
    )
    .prepare(unnamed);
  const reasons = db
    .select({ id: contract.id, attention: contract.attention })
    .from(contract)
    .where(anyOf(contract.id, 'ids'))
    .prepare(unnamed);

  return {
    async markBroken(id: ContractId, now: Instant) {
      if (isStorable(id)) await write(mark, { id, now });
    },
    async attention(ids) {
      const rows = ids.length === 0 ? [] : await read(reasons, { ids: textArray(ids.filter(isStorable)) });
      return new Map(rows.map(({ id, attention }) => [id, attention.map(readAttention)]));
    },
  };
}

function readAttention({ reason, since }: Attention): Attention {
  return { reason, since: instant(since) };
}
