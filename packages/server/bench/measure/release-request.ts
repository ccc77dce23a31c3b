import { request } from './load.ts';
import type { Seeded } from './seed.ts';

/** Releases contracts of a seeded database, each once; `stride` of a connection keeps it with its own client. */
export function releases(seeded: Seeded, prefer = 'return=minimal') {
  let next = 0;
  return {
    /** The requests of a run: what was handed out is never handed out again. */
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
