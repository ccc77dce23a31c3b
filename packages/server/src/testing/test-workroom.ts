import { DAY_MS } from '@workroom/core';
import type { Clock } from '../clock.ts';
import { createWorkroom } from '../create-workroom.ts';
import type { WholeSweepResult } from '../jobs/sweep.ts';
import { consoleLogger, type Logger } from '../logger.ts';
import type { WorkroomOptions } from '../options.ts';
import { type SimulatedProvider, simulatedProvider } from '../payments/simulated/index.ts';
import { freshSchema } from '../store/fresh-schema.ts';
import type { Workroom } from '../workroom.ts';

/** The options of `createWorkroom`, without those that a test Workroom sets itself. */
export interface TestWorkroomOptions
  extends Omit<WorkroomOptions, 'clock' | 'database' | 'payments' | 'schema' | 'sweep'> {
  /**
   * A Postgres URL, where a fresh schema is created and dropped on `close()`; or an embedded database in memory.
   *
   * @default 'memory://'
   * @example process.env.TEST_DATABASE_URL
   */
  readonly database?: string | undefined;
  /** The start of the clock. @default the time at which the Workroom is opened */
  readonly startAt?: Date | undefined;
  /** @default a simulated provider on the clock of the test */
  readonly payments?: WorkroomOptions['payments'] | undefined;
}

/** How far to move the clock. The parts are added up. */
export interface Elapsed {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly ms?: number;
}

export interface TestWorkroom {
  /** The Workroom under test. Mount its `fetch`, or call its `api`. */
  readonly workroom: Workroom;
  /** The simulated payments. Unused if `payments` was passed. */
  readonly provider: SimulatedProvider;
  /** Moved by `advance` only. Pass it to the parts of your marketplace that share the time. */
  readonly clock: Clock;
  /** Moves the clock, then waits until nothing is due. */
  advance(elapsed: Elapsed): Promise<void>;
  /** Resolves when nothing is due: deadlines are applied, payments are attempted, events are delivered. */
  idle(): Promise<void>;
  /** Closes the Workroom, and drops the schema that was created for it. */
  close(): Promise<void>;
}

const HOUR_MS = DAY_MS / 24;
const MINUTE_MS = HOUR_MS / 60;
/** Limits `idle`: work that always creates more work is a bug. */
const maxRounds = 1_000;

/**
 * Opens a Workroom for tests: with its own database, simulated payments and a manual clock. The sweep
 * runs only in `advance` and `idle`, so nothing happens between two lines of a test.
 *
 * @example
 * const { workroom, advance, close } = await openTestWorkroom({ policy: { reviewDays: 7 } });
 * // … create a contract, fund it and submit work
 * await advance({ days: 7 }); // the review period is over, and the funds are released
 * await close();
 */
export async function openTestWorkroom(options: TestWorkroomOptions = {}): Promise<TestWorkroom> {
  const { database = 'memory://', startAt = new Date(), payments, ...others } = options;
  let nowMs = startAt.getTime();
  const clock: Clock = { now: () => new Date(nowMs) };
  const provider = simulatedProvider({ clock });
  const fresh = database.startsWith('memory://') ? null : freshSchema(database);
  const workroom = createWorkroom({
    rateLimit: false,
    logger: errorsOnly,
    ...others,
    database,
    ...(fresh === null ? {} : { schema: fresh.name }),
    payments: payments ?? provider,
    clock,
    sweep: false,
  });
  await workroom.ready;

  async function idle(): Promise<void> {
    for (let round = 0; round < maxRounds; round += 1) {
      if (didNothing(await workroom.sweep())) return;
    }
    throw new Error(`There is still work due after ${maxRounds} rounds of the sweep.`);
  }

  return {
    workroom,
    provider,
    clock,
    idle,
    async advance({ days = 0, hours = 0, minutes = 0, ms = 0 }) {
      const elapsed = days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS + ms;
      if (!(elapsed >= 0)) throw new RangeError('The clock moves forward only: pass a time of zero or more.');
      nowMs += elapsed;
      await idle();
    },
    async close() {
      await workroom.close();
      await fresh?.drop();
    },
  };
}

const errorsOnly: Logger = (line) => {
  if (line.level === 'error') consoleLogger(line);
};

function didNothing({ deadlines, reminders, payments, deliveries, more }: WholeSweepResult): boolean {
  return deadlines + reminders + payments + deliveries === 0 && !more;
}
