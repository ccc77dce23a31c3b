import type { ContractId, PaymentId } from '@workroom/core';
import type { SimulatedProvider } from '@workroom/server/payments';
import postgres from 'postgres';
import type { Store } from '../../src/store/store.ts';
import type { Reckoning } from './reckoning.ts';

/** The number of payments that are pending or still to be cancelled. */
export function paymentsUnderWay(url: string): Promise<number> {
  return asked(url, async (sql) => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from workroom.payment
      where status in ('pending', 'requires_action') or next_attempt_at_ms is not null`;
    return row?.count ?? 0;
  });
}

/** How many times each of these happened. */
export function eventCounts(url: string, types: readonly string[]): Promise<Readonly<Record<string, number>>> {
  return asked(url, async (sql) => {
    const rows = await sql<{ type: string; count: number }[]>`
      select type, count(*)::int as count from workroom.event group by type`;
    return Object.fromEntries(types.map((type) => [type, rows.find((row) => row.type === type)?.count ?? 0]));
  });
}

/** Reads all data of every contract, including old payments. */
export function readReckonings(
  url: string,
  store: Pick<Store, 'load' | 'movements'>,
  provider: Pick<SimulatedProvider, 'books'>,
  contractIds: readonly ContractId[],
  schema = 'workroom',
): Promise<readonly Reckoning[]> {
  return asked(url, async (sql) => {
    const reckonings: Reckoning[] = [];
    for (const id of contractIds) {
      const rows = await sql<{ id: PaymentId }[]>`select id from ${sql(schema)}.payment where contract_id = ${id}`;
      const stored = (await store.load([{ id, payments: rows.map((row) => row.id) }])).get(id);
      if (stored === undefined) throw new Error(`${id} is not there any more.`);
      const { contract } = stored;
      const [movements, books] = [await store.movements(id), await provider.books(id)];
      const documents = await sql<{ number: string }[]>`
        select document ->> 'number' as number
        from ${sql(schema)}.event, jsonb_array_elements(data -> 'documents') with ordinality as made(document, place)
        where contract_id = ${id} order by seq, place`;
      reckonings.push({
        contract,
        payments: contract.payments,
        movements,
        books,
        documents: documents.map(({ number }) => number),
      });
    }
    return reckonings;
  });
}

/** Every row of every table that contains this text. */
export function rowsWith(url: string, schema: string, text: string): Promise<readonly string[]> {
  return asked(url, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = ${schema}::regnamespace and relkind = 'r'`;
    const found = await Promise.all(
      tables.map(
        ({ name }) => sql<{ row: string }[]>`
          select row_to_json(t)::text as row from ${sql(schema)}.${sql(name)} t where strpos(row_to_json(t)::text, ${text}) > 0`,
      ),
    );
    return found.flat().map(({ row }) => row);
  });
}

async function asked<Answer>(url: string, ask: (sql: postgres.Sql) => Promise<Answer>): Promise<Answer> {
  const sql = postgres(url, { max: 1 });
  try {
    return await ask(sql);
  } finally {
    await sql.end();
  }
}
