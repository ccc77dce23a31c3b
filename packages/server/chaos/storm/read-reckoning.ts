import type { ContractId, PaymentId } from '@workroom/core';
import type { SimulatedProvider } from '@workroom/server/payments';
import postgres from 'postgres';
import type { Store } from '../../src/store/store.ts';
import type { Reckoning } from './reckoning.ts';

/** How many payments somebody still waits for, or has yet to call off. */
export async function paymentsUnderWay(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from workroom.payment
      where status in ('pending', 'requires_action') or next_attempt_at_ms is not null`;
    return row?.count ?? 0;
  } finally {
    await sql.end();
  }
}

/** Reads what is there of every contract, payments that a contract has long done with included. */
export async function readReckonings(
  url: string,
  store: Pick<Store, 'load' | 'movements'>,
  provider: Pick<SimulatedProvider, 'books'>,
  contractIds: readonly ContractId[],
): Promise<readonly Reckoning[]> {
  const sql = postgres(url, { max: 1 });
  try {
    const reckonings: Reckoning[] = [];
    for (const id of contractIds) {
      const rows = await sql<{ id: PaymentId }[]>`select id from workroom.payment where contract_id = ${id}`;
      const stored = (await store.load([{ id, payments: rows.map((row) => row.id) }])).get(id);
      if (stored === undefined) throw new Error(`${id} is not there any more.`);
      const { contract } = stored;
      reckonings.push({
        contract,
        payments: contract.payments,
        movements: await store.movements(id),
        books: await provider.books(id),
      });
    }
    return reckonings;
  } finally {
    await sql.end();
  }
}
