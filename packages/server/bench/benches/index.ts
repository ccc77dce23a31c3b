import type { Bench } from '../bench.ts';
import { ledger } from './ledger.ts';
import { memory } from './memory.ts';
import { milestones } from './milestones.ts';
import { document, quote, statement } from './paper.ts';
import { pglite } from './pglite.ts';
import { processes } from './processes.ts';
import { release } from './release.ts';
import { size } from './size.ts';
import { start } from './start.ts';
import { streams } from './streams.ts';
import { sweep } from './sweep.ts';

export const benches: readonly Bench[] = [
  release,
  milestones,
  size,
  sweep,
  streams,
  processes,
  quote,
  document,
  statement,
  ledger,
  pglite,
  start,
  memory,
];
