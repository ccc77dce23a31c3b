import type { JobName, Prepared } from './jobs.ts';
import type { ProviderAddress } from './outside.ts';
import type { Step } from './steps.ts';

/** What a server process is started with. */
export interface Order {
  readonly url: string;
  readonly provider: ProviderAddress;
  readonly round: number;
  readonly jobs: readonly JobName[];
  /** What the process before it was killed at. */
  readonly left: readonly { readonly name: JobName; readonly prepared: Prepared }[];
  /** The boundary at which every job stops, from 0; `null` to recover only. */
  readonly boundary: number | null;
}

export type FromServer =
  | { readonly says: 'recovered' }
  /** A job has come to its boundary: the steps that it has taken, and the one that it stands before. */
  | { readonly says: 'reached'; readonly name: JobName; readonly trail: readonly Step[]; readonly prepared: Prepared };

/** The tables of a job. */
export function schemaOf(name: JobName): string {
  return name.replaceAll(/[^a-z]/g, '_');
}
