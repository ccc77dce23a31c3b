import { hasPostgres } from '@workroom/toolchain/postgres';
import { describe } from 'vitest';
import { testCrashes } from './crash-suite.ts';

// The boundaries are those of the simulated provider. `npm run chaos` also runs them with Stripe's SDK. The test in
// packages/stripe kills a server at each request to Stripe.
describe.skipIf(!hasPostgres(18) || !process.env.WORKROOM_EVERY_CRASH)(
  'a server on PostgreSQL with the offline Stripe',
  () => testCrashes('stripe'),
);
