import { relations } from 'drizzle-orm';
import type { WorkroomSchema } from './schema.ts';

/** The tables, and which rows belong to a contract, for relational queries. */
export function withRelations(tables: WorkroomSchema) {
  const { contract, milestone, payment, movement, idempotency } = tables;
  const ofContract = <Table extends typeof milestone | typeof payment | typeof movement | typeof idempotency>(
    table: Table,
  ) =>
    relations(table, ({ one }) => ({
      contract: one(contract, { fields: [table.contractId], references: [contract.id] }),
    }));
  return {
    ...tables,
    contractRelations: relations(contract, ({ many }) => ({
      milestones: many(milestone),
      payments: many(payment),
      movements: many(movement),
      keys: many(idempotency),
    })),
    milestoneRelations: ofContract(milestone),
    paymentRelations: ofContract(payment),
    movementRelations: ofContract(movement),
    idempotencyRelations: ofContract(idempotency),
  };
}
