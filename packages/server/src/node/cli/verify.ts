import { readFile } from 'node:fs/promises';
import type { ContractId } from '@workroom/core';
import { verifyEvidence } from '../../evidence/verify.ts';
import { type ChainPlace, chainStart, verifyChain } from '../../store/hash-chain.ts';
import type { WorkroomStore } from '../../store/store-over.ts';
import { type DatabaseChoice, withStore } from './open.ts';
import { type ExitCode, progress, type Terminal, UsageProblem } from './terminal.ts';

/** Verifies an exported evidence file without a network or a database. */
export async function verifyFile(
  { out }: Terminal,
  { file, knownHead, json }: { readonly file: string; readonly knownHead?: string; readonly json?: boolean },
): Promise<ExitCode> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageProblem(error.code === 'ENOENT' ? `There is no file ${file}.` : `${file}: ${error.message}`);
  });
  const verdict = await verifyEvidence(text, knownHead === undefined ? {} : { knownHead });
  if (json) out(JSON.stringify(verdict));
  else if (verdict.holds) {
    out(`${verdict.contractId}: ${verdict.events} events, unchanged. Head ${verdict.head}`);
    if (verdict.erased > 0) out(`${verdict.erased} texts were erased on request; the history is valid without them.`);
    if (verdict.onTrust.length > 0)
      out(`Taken on trust, because texts covered by their hashes were erased: events ${verdict.onTrust.join(', ')}.`);
    if (knownHead === undefined) {
      out('A complete history can be forged: pass --known-head with a head from an earlier webhook or mail.');
    }
  } else out(`Verification failed. ${verdict.problem}`);
  return verdict.holds ? 0 : 1;
}

interface Broken {
  readonly contractId: ContractId;
  /** Number of the first wrong event. */
  readonly entry: number;
}

/** Verifies the chain of every contract in a database. */
export function verifyDatabase(
  terminal: Terminal,
  given: DatabaseChoice & { readonly json?: boolean },
): Promise<ExitCode> {
  if (given.database === undefined) {
    throw new UsageProblem('Nothing to verify. Name an exported file, or pass --database postgres://…');
  }
  return withStore(given, async (store): Promise<ExitCode> => {
    const report = progress(terminal, 'contracts checked', 1_000);
    const broken: Broken[] = [];
    let contracts = 0;
    let cursor: string | undefined;
    do {
      const page = await store.listContracts({ personId: null, sort: 'oldest', limit: 100, cursor });
      for (const contractId of page.data) {
        const entry = await firstBroken(store, contractId);
        if (entry !== null) {
          broken.push({ contractId, entry });
          terminal.note(`${contractId}: event ${entry} was changed`);
        }
        contracts += 1;
        report(contracts);
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    if (given.json) terminal.out(JSON.stringify({ contracts, broken }));
    else if (broken.length === 0) terminal.out(`${contracts} contracts, all events unchanged.`);
    else terminal.out(`${broken.length} of ${contracts} contracts were changed.`);
    return broken.length === 0 ? 0 : 1;
  });
}

/** An event may be as large as a request: 256 KiB. */
const pageSize = 50;

/** Page by page, because a history may be larger than this process's memory. */
async function firstBroken(store: WorkroomStore, contractId: ContractId): Promise<number | null> {
  const loaded = (await store.load([{ id: contractId }])).get(contractId);
  let at: ChainPlace = { seq: 0, hash: chainStart };
  let head: string | undefined;
  for (;;) {
    const page = await store.timeline(contractId, at.seq, pageSize);
    const last = page.at(-1);
    if (last === undefined) break;
    const through = last.event.seq;
    const movements = await store.movements(contractId, { after: afterSeq(at), through });
    const broken = verifyChain(contractId, page, movements, at);
    if (broken !== null) return broken;
    head = page.find(({ event }) => event.seq === loaded?.contract.seq)?.hash ?? head;
    at = { seq: through, hash: last.hash, format: last.chained.format };
  }
  const [stray] = await store.movements(contractId, { after: afterSeq(at), through: Number.MAX_SAFE_INTEGER });
  if (stray !== undefined) return stray.seq;
  // A truncated history fits its own hashes, so its end is compared with the contract's row.
  return loaded !== undefined && loaded.head !== head ? at.seq + 1 : null;
}

/** A movement before the first event was added by hand. */
function afterSeq({ seq }: ChainPlace): number {
  return seq === 0 ? Number.MIN_SAFE_INTEGER : seq;
}
