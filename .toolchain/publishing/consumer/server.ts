import { createClient } from '@workroom/client';
import type { Contract } from '@workroom/core';
import { operations } from '@workroom/core/api';
import { createWorkroom, Problem, type Workroom } from '@workroom/server';
import { toNodeHandler } from '@workroom/server/node';
import { type PaymentProvider, simulatedProvider } from '@workroom/server/payments';
import { schema } from '@workroom/server/schema';

const payments: PaymentProvider = simulatedProvider();
const workroom: Workroom = createWorkroom({ payments });
export const handler = toNodeHandler(workroom);
const client = createClient({ baseUrl: '/workroom' });
const contract = await client.getContract({ contractId: 'contract_1' });
export const title: string = contract.title;
export const titleOf = (each: Contract): string => each.title;
export const tables = Object.keys(schema).length + Object.keys(operations).length;
export const isProblem = (error: unknown): boolean => error instanceof Problem;
// @ts-expect-error — an unknown option is refused: the types are not `any`.
createWorkroom({ payments, nonsense: true });
