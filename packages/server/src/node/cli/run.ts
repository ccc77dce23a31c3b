import { Command, CommanderError, Option } from 'commander';
import { Problem } from '../../problem.ts';
import { defaultAudience } from '../../sessions/sessions.ts';
import { DatabaseUnavailable } from '../../store/database.ts';
import { MigrationChanged } from '../../store/migrate.ts';
import { DirectoryInUse } from '../pglite-directory.ts';
import { doctor } from './doctor.ts';
import { freeze, unfreeze } from './freeze.ts';
import { ledger } from './ledger.ts';
import { migrate } from './migrate.ts';
import { queue } from './queue.ts';
import { reconcile } from './reconcile.ts';
import { createSession } from './session.ts';
import { status } from './status.ts';
import { sweep } from './sweep.ts';
import { type ExitCode, type Terminal, UsageProblem } from './terminal.ts';
import { verifyDatabase, verifyFile } from './verify.ts';

/**
 * The `workroom` command.
 *
 * @param args without the names of the runtime and the script
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const command = program(terminal, (ended) => {
    code = ended;
  });
  try {
    await command.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!isForPeople(error)) throw error;
    terminal.note(`workroom: ${error.message}`);
    return 2;
  }
}

function program(terminal: Terminal, end: (code: ExitCode) => void): Command {
  const root = new Command('workroom')
    .description('Looks after a Workroom: its tables, its due work, its evidence.')
    .exitOverride()
    .showHelpAfterError('Try "workroom --help".')
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
    });
  /** The parts of every command; `does` returns the exit code. */
  const add = <Given extends object>(
    name: string,
    description: string,
    does: (terminal: Terminal, given: Given) => Promise<ExitCode>,
    ...options: readonly Option[]
  ) => {
    const command = root.command(name).description(description);
    for (const option of options) command.addOption(option);
    command.option('--json', 'answer as JSON, for programs');
    command.action(async (...given: readonly unknown[]) => {
      const names = command.registeredArguments.map((argument) => argument.name());
      const values = Object.fromEntries(names.map((argument, place) => [argument, given[place]]));
      end(await does(terminal, { ...values, ...command.opts() } as Given));
    });
    return command;
  };

  add('migrate', 'make the tables, or bring them up to date', migrate, database(terminal), schema(terminal));
  add('status', 'what there is, what is due, what waits', status, database(terminal), schema(terminal));
  add(
    'sweep',
    'do the work that is due once, on a running service or with your own set-up',
    sweep,
    ...service(terminal),
    config(),
  );
  add(
    'reconcile',
    'compare ledger, payments and contracts with each other and with the payment provider',
    reconcile,
    new Option('--contract <id>', 'only this one'),
    new Option('--record', 'record what came to an end at the provider, or came back; without it nothing changes'),
    ...service(terminal),
    config(),
  );
  add(
    'queue',
    'list the contracts that need your staff, what has waited longest first',
    queue,
    new Option('--reason <reason...>', 'only those with one of these reasons, like disputed'),
    ...service(terminal),
    config(),
  );
  add(
    'ledger',
    'write the ledger of all contracts as CSV, to be put into a file',
    ledger,
    new Option('--from <time>', 'recorded at this time or later; a day begins at midnight UTC'),
    new Option('--to <time>', 'recorded before this time'),
    new Option('--after <cursor>', 'go on where an earlier call ended'),
    ...service(terminal),
    config(),
  );
  add(
    'freeze <contract>',
    'stop the clocks of a contract, and hold what is not sent to the payment provider',
    freeze,
    new Option('--reason <text>', 'why; both parties read it').makeOptionMandatory(),
    ...service(terminal),
    config(),
  );
  add(
    'unfreeze <contract>',
    'let a contract go on that the server froze; an operator lifts the freezes of operators',
    unfreeze,
    new Option('--reason <text>', 'why; both parties read it').makeOptionMandatory(),
    ...service(terminal),
    config(),
  );
  add(
    'verify [file]',
    'check an exported evidence file offline, or every contract of a database',
    (at, given: { file?: string; knownHead?: string; database?: string; schema: string; json?: boolean }) =>
      given.file === undefined ? verifyDatabase(at, given) : verifyFile(at, { ...given, file: given.file }),
    new Option('--database [url]', 'check the chains of a database instead').preset(terminal.env.DATABASE_URL ?? ''),
    schema(terminal),
    new Option('--known-head <hash>', 'a head from a webhook or mail of the time, which must be part of the history'),
  );
  add(
    'session',
    'a session token, to try things out as somebody',
    createSession,
    new Option('--user <id>', 'whose').makeOptionMandatory(),
    new Option('--name <name>', 'their name; the id when left out'),
    new Option('--contract <id...>', 'bind the token to contracts'),
    new Option('--origin <origin...>', 'bind it to pages: https://market.example'),
    new Option('--ttl <seconds>', 'how long it lives').default(900).argParser(wholeNumber),
    new Option('--audience <name>', 'whom it is for: the `sessionAudience` option').default(
      terminal.env.WORKROOM_SESSION_AUDIENCE ?? defaultAudience,
    ),
    new Option('--session-secret <secret>', 'what tokens are signed with').default(
      newest(terminal.env.WORKROOM_SESSION_SECRET),
      'WORKROOM_SESSION_SECRET',
    ),
    ...service(terminal),
  );
  add(
    'doctor',
    'find the usual mistakes, and say how each is mended',
    doctor,
    database(terminal),
    schema(terminal),
    ...service(terminal),
    new Option('--origin <origin...>', 'a page’s origin that should be let in, like https://market.example'),
    new Option('--provider', 'ask the payment provider of your Workroom too'),
    config(),
  );
  return root;
}

const database = ({ env }: Terminal) =>
  new Option('--database <url>', 'a postgres:// URL, or the folder of an embedded database').default(
    env.DATABASE_URL,
    'DATABASE_URL',
  );
const schema = ({ env }: Terminal) =>
  new Option('--schema <name>', 'the Postgres schema of the tables').default(env.WORKROOM_SCHEMA ?? 'workroom');
const config = () =>
  new Option('--config <file>', 'a module whose default export is your Workroom: what createWorkroom() answers');
const service = ({ env }: Terminal) => [
  new Option('--url <url>', 'where the service is mounted, like https://market.example/workroom').default(
    env.WORKROOM_URL,
    'WORKROOM_URL',
  ),
  new Option('--secret-key <key>', 'its secret key, wk_…').default(
    newest(env.WORKROOM_SECRET_KEY),
    'WORKROOM_SECRET_KEY',
  ),
];

/** The first of several keys separated by commas. */
function newest(several: string | undefined): string | undefined {
  return several?.split(',')[0]?.trim();
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new UsageProblem(`"${text}" is no whole number from 1.`);
  return value;
}

function isForPeople(error: unknown): error is Error {
  return [UsageProblem, Problem, DatabaseUnavailable, MigrationChanged, DirectoryInUse].some(
    (kind) => error instanceof kind,
  );
}
