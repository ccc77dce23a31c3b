import { hasPostgres } from '@workroom/toolchain/postgres';
import { describe } from 'vitest';
import { testCrashes } from './crash-suite.ts';

describe.skipIf(!hasPostgres(18))('a server on PostgreSQL with the offline Stripe', () => testCrashes('stripe'));
