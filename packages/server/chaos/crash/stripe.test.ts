import { hasPostgres } from '@workroom/toolchain/postgres';
import { describe } from 'vitest';
import { testCrashes } from './crash-suite.ts';

// The boundaries are those of the simulated provider. `npm run chaos` goes through them with Stripe's SDK too; a server that
// is killed at each request to Stripe is in packages/stripe.
describe.skipIf(!hasPostgres(18) || !process.env.WORKROOM_EVERY_CRASH)(
  'a server on PostgreSQL with the offline Stripe',
  () => testCrashes('stripe'),
);
