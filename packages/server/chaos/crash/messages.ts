import type { JobName } from './jobs.ts';
import type { ProviderAddress } from './outside.ts';
import type { Prepared } from './site.ts';
import type { Step } from './steps.ts';

/** The input of a server process. */
export interface Order {
  readonly url: string;
  readonly provider: ProviderAddress;
  readonly round: number;
  readonly jobs: readonly JobName[];
  /** The state in which the previous process was killed. */
  readonly left: readonly { readonly name: JobName; readonly prepared: Prepared }[];
  /** The boundary at which every job stops, from 0; `null` to only recover. */
  readonly boundary: number | null;
}

export type FromServer =
  | { readonly says: 'recovered' }
  /** A job has reached its boundary: the completed steps, and the next one. */
  | { readonly says: 'reached'; readonly name: JobName; readonly trail: readonly Step[]; readonly prepared: Prepared };

/** The tables of a job. */
export function schemaOf(name: JobName): string {
  return name.replaceAll(/[^a-z]/g, '_');
}
