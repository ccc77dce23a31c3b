import { request } from './load.ts';
import type { Seeded } from './seed.ts';

/** Releases each contract of a seeded database once; with `stride`, a connection stays with its own client. */
export function releases(seeded: Seeded, prefer = 'return=minimal') {
  let next = 0;
  return {
    /** The requests of a run; none is used twice. */
    take: (): string | null => {
      const n = next;
      next += 1;
      if (n >= seeded.contracts) throw new Error('All seeded contracts are released. Seed more of them.');
      return request(
        'POST',
        `/workroom/contracts/${seeded.contractId(n)}/milestones/${seeded.milestoneId}/release`,
        {
          authorization: `Bearer ${seeded.clientToken(n)}`,
          'idempotency-key': `release-${n}`,
          'if-match': `"${seeded.version}"`,
          prefer,
        },
        { amount: 50_000 },
      );
    },
  };
}
