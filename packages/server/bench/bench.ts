import type { BenchDatabase } from './measure/database.ts';
import type { Report } from './report.ts';

/** Duration and size of a run: `moment` only checks that everything runs. */
export interface Scale {
  readonly moment: boolean;
  /** Seconds of one measurement. */
  readonly seconds: number;
  /** How many times the measurements are repeated in turns. */
  readonly rounds: number;
  /** Contracts of the large database. */
  readonly contracts: number;
  readonly say: (what: string) => void;
}

export interface Bench {
  readonly name: string;
  readonly about: string;
  readonly run: (database: BenchDatabase, scale: Scale) => Promise<Report>;
}
