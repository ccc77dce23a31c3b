import { request } from './load.ts';
import type { Seeded } from './seed.ts';

/** Releases each contract of a seeded database once. */
export function releases(seeded: Seeded, prefer = 'return=minimal') {
  let next = 0;
  const nextContract = () => {
    const n = next;
    next += 1;
    if (n >= seeded.contracts) throw new Error('All seeded contracts are released. Seed more of them.');
    return { n, path: `/workroom/contracts/${seeded.contractId(n)}`, authorization: `Bearer ${seeded.clientToken(n)}` };
  };
  const release = ({ n, path, authorization }: ReturnType<typeof nextContract>) =>
    request(
      'POST',
      `${path}/milestones/${seeded.milestoneId}/release`,
      { authorization, 'idempotency-key': `release-${n}`, 'if-match': `"${seeded.version}"`, prefer },
      { amount: 50_000 },
    );
  return {
    /** The requests of a run; none is used twice. */
    take: (): string | null => release(nextContract()),
    /** The releases of some contracts, and a read of each by its client before. */
    burst(size: number) {
      const contracts = Array.from({ length: size }, nextContract);
      return {
        reads: contracts.map(({ path, authorization }) => request('GET', path, { authorization })),
        requests: contracts.map(release),
      };
    },
  };
}
