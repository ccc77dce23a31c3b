import { type Contract, DAY_MS, type Instant, isOver, later } from '@workroom/core';
import { loadUpToDate } from '../commands/apply-deadlines.ts';
import type { Logger } from '../logger.ts';
import type { EndedContract } from '../store/erasure.ts';
import type { KeptPart } from '../store/schema.ts';
import { type ErasureContext, eraseWordsOf } from './erase-words.ts';

/** The days after which words are erased (rule 69). */
export interface RetentionOption {
  /**
   * Days after which all text on a contract is erased, including names and files. Values below 180 log a warning at
   * startup: a client's bank can take a payment back until then, and the text is your evidence
   *
   * @default never
   */
  readonly textDays?: number | undefined;

  /**
   * Days after which the notifications of a contract are deleted
   *
   * @default never, except together with the texts that they quote
   */
  readonly notificationDays?: number | undefined;

  /**
   * Days after the end of a contract for which its documents keep erased texts, such as a person's name and billing
   * details. Old billing details are deleted by then too. Use the period that the law of your country requires
   *
   * @default no limit
   */
  readonly documentDays?: number | undefined;
}

export interface RetentionWork extends ErasureContext {
  readonly retention: RetentionOption;
  /** Whether a running round should end after the current contract. */
  readonly isStopping: () => boolean;
  readonly onError: (error: unknown, about: { readonly doing: string; readonly contractId: string }) => void;
}

/** What to look for, and what to do. */
interface Pass {
  readonly kept: KeptPart;
  readonly afterMs: number;
  readonly forget: (contract: Contract) => Promise<void>;
}

const everyMs = 3_600_000;
/** The most contracts in one round. */
const contractsAtOnce = 100;
const eventsAtOnce = 50;
/** How long card payments can be disputed, with a margin. */
const fewestTextDays = 180;

/** Warns about a retention that may erase evidence for chargebacks. */
export function warnOfShortRetention({ textDays = fewestTextDays }: RetentionOption, logger: Logger): void {
  if (textDays >= fewestTextDays) return;
  logger({
    level: 'warn',
    message: `\`retention.textDays\` is ${textDays}. A bank may take a payment back later than that, and its evidence is erased by then. Use at least ${fewestTextDays}.`,
  });
}

/**
 * Erases by age (rule 69): this many days after the last event on an ended contract, unless anything on it is open or
 * unsettled. Uses the contracts' clock.
 *
 * @returns a function that may be called any number of times; each call continues where the last one stopped, and
 * starts again every hour
 */
export function createRetention(work: RetentionWork): () => Promise<void> {
  const { commands, isStopping, onError } = work;
  const { documentDays } = work.retention;
  const { store } = commands;
  const passes = passesOf(work);
  let due: AsyncGenerator<{ readonly pass: Pass; readonly ended: EndedContract }> | null = null;
  let nextAt: Instant | null = null;

  async function* dueContracts() {
    for (const pass of passes) {
      for (let after: EndedContract | null = null; ; ) {
        const endedBy = later(commands.now(), -pass.afterMs);
        const page = await store.erasure.ended({ kept: pass.kept, endedBy, after, limit: contractsAtOnce });
        for (const ended of page) yield { pass, ended };
        after = page.at(-1) ?? null;
        if (page.length < contractsAtOnce) break;
      }
    }
  }

  async function forget({ afterMs, forget }: Pass, { id }: EndedContract): Promise<void> {
    const contract = (await loadUpToDate(commands, { id }))?.stored.contract;
    if (contract === undefined || !isOver(contract)) return;
    if ((await lastEventAt(contract)) > later(commands.now(), -afterMs)) return;
    await forget(contract);
  }

  /** The time of the last event that is not an erasure. */
  async function lastEventAt({ id, seq, updatedAt }: Contract): Promise<Instant> {
    for (let end = seq; end > 0; end -= eventsAtOnce) {
      const start = Math.max(0, end - eventsAtOnce);
      const events = await store.timeline(id, start, end - start);
      const last = events.findLast(({ event }) => event.type !== 'text.erased');
      if (last !== undefined) return last.event.recordedAt;
    }
    return updatedAt;
  }

  /** The copies in documents. */
  async function forgetDocuments(): Promise<void> {
    if (documentDays === undefined) return;
    const before = later(commands.now(), -documentDays * DAY_MS);
    await store.documents.forgetKept(before);
    await store.people.forgetVersions(before);
  }

  async function round(): Promise<void> {
    for (let left = contractsAtOnce; left > 0 && !isStopping(); left -= 1) {
      due ??= dueContracts();
      const { value, done } = await due.next().catch((error) => {
        due = null;
        throw error;
      });
      if (done === true || value === undefined) {
        due = null;
        await forgetDocuments();
        nextAt = later(commands.now(), everyMs);
        return;
      }
      try {
        await forget(value.pass, value.ended);
      } catch (error) {
        onError(error, { doing: 'applying retention', contractId: value.ended.id });
      }
    }
  }

  let running: Promise<void> | null = null;
  return async () => {
    const now = commands.now();
    // More than an hour ahead: the clock was set back.
    const isDue = nextAt === null || now >= nextAt || nextAt - now > everyMs;
    if ((passes.length === 0 && documentDays === undefined) || !isDue) return;
    running ??= round().finally(() => {
      running = null;
    });
    await running;
  };
}

function passesOf(work: RetentionWork): readonly Pass[] {
  const { retention, commands } = work;
  const { textDays, notificationDays } = retention;
  const eraseTexts = (contract: Contract) => eraseWordsOf(work, contract.id, null, 'system');
  async function deleteNotifications({ id, seq }: Contract) {
    await commands.store.erasure.deleteNotifications(id, null);
    await commands.store.erasure.markKept(id, seq, 'texts');
  }
  return [
    ...(textDays === undefined
      ? []
      : (['texts', 'all'] as const).map((kept) => ({ kept, afterMs: textDays * DAY_MS, forget: eraseTexts }))),
    ...(notificationDays === undefined
      ? []
      : [{ kept: 'all' as const, afterMs: notificationDays * DAY_MS, forget: deleteNotifications }]),
  ];
}
