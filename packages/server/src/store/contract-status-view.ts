import type { ContractId, ContractStatus, Forecast } from '@workroom/core';
import { sql } from 'drizzle-orm';
import { bigint, type PgColumn, type PgSchema, text, timestamp } from 'drizzle-orm/pg-core';

/** A row's `forecast`: the future states of the contract, as differences from the row. */
export type ForecastEntry = Pick<Forecast, 'at'> & Partial<Forecast>;

type Columns = Readonly<
  Record<
    'id' | 'status' | 'currency' | 'held' | 'carried' | 'released' | 'refunded' | 'nextDeadlineMs' | 'forecast',
    PgColumn
  >
>;

/**
 * The current state of each contract, for joins with a host's own tables. The columns of `contract` have the state of
 * the last change; deadlines that passed since are not in any row until a sweep or a reader records them.
 *
 * Its name and columns never change: changes come as another view, `contract_status_v2`.
 */
export function contractStatusView(within: PgSchema, contract: Columns) {
  const nowMs = sql`(extract(epoch from now()) * 1000)::bigint`;
  const key = (name: keyof Forecast) => sql.raw(`'${name}'`);
  const at = sql`(value ->> ${key('at')})::bigint`;
  const amount = (name: keyof Forecast & keyof Columns) =>
    sql`coalesce((due.value ->> ${key(name)})::bigint, ${contract[name]})`;
  const minorUnits = (name: string) => bigint(name, { mode: 'number' }).notNull();
  return within
    .view('contract_status_v1', {
      contractId: text('contract_id').$type<ContractId>().notNull(),
      status: text('status').$type<ContractStatus>().notNull(),
      currency: text('currency').notNull(),
      /** Deposited on milestones, and neither released nor refunded; in minor units, like all amounts. */
      held: minorUnits('held'),
      /** Held too, for the next milestone. */
      carried: minorUnits('carried'),
      released: minorUnits('released'),
      refunded: minorUnits('refunded'),
      /** The next deadline of the contract. */
      nextDeadline: timestamp('next_deadline', { withTimezone: true }),
    })
    .as(sql`
select ${contract.id} as contract_id,
  coalesce(due.value ->> ${key('status')}, ${contract.status}) as status,
  ${contract.currency} as currency,
  ${amount('held')} as held,
  ${amount('carried')} as carried,
  ${amount('released')} as released,
  ${amount('refunded')} as refunded,
  to_timestamp((case when due.value is null then ${contract.nextDeadlineMs} else (due.value ->> ${key('nextDeadline')})::bigint end) / 1000.0) as next_deadline
from ${contract.id.table}
left join lateral (
  select value from jsonb_array_elements(${contract.forecast}) where ${at} <= ${nowMs} order by ${at} desc limit 1
) due on true`);
}
