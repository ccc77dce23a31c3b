import { createWorkroom, type Workroom } from '@workroom/server';
import { simulatedProvider } from '@workroom/server/payments';

// Next.js runs this once for each route that imports it, and again when a file changes: one Workroom for all.
const kept = globalThis as { workroom?: Workroom };
kept.workroom ??= createWorkroom({
  database: process.env.DATABASE_URL ?? './.data', // PostgreSQL, or an embedded database in a folder
  payments: simulatedProvider(), // moves no real money
  secretKeys: [process.env.WORKROOM_SECRET_KEY ?? 'wk_sandbox'], // set it before you go live
});

export const workroom = kept.workroom;
