import type { Bench } from '../bench.ts';
import { release } from './release.ts';

export const benches: readonly Bench[] = [release];
