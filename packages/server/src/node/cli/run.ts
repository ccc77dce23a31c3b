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
    .description('Manages a Workroom: its tables, its due work and its evidence.')
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
    command.option('--json', 'print JSON');
    command.action(async (...given: readonly unknown[]) => {
      const names = command.registeredArguments.map((argument) => argument.name());
      const values = Object.fromEntries(names.map((argument, place) => [argument, given[place]]));
      end(await does(terminal, { ...values, ...command.opts() } as Given));
    });
    return command;
  };

  add('migrate', 'create the tables, or update them', migrate, database(terminal), schema(terminal));
  add('status', 'show what is stored, due and waiting', status, database(terminal), schema(terminal));
  add(
    'sweep',
    'run all due work once, on a running service or with your own configuration',
    sweep,
    ...service(terminal),
    config(),
  );
  add(
    'reconcile',
    'compare ledger, payments and contracts with each other and with the payment provider',
    reconcile,
    new Option('--contract <id>', 'only this contract'),
    new Option('--record', 'record outcomes and returns found at the provider; without it nothing is changed'),
    ...service(terminal),
    config(),
  );
  add(
    'queue',
    'list the contracts that need your staff, longest waiting first',
    queue,
    new Option('--reason <reason...>', 'only contracts with one of these reasons, such as disputed'),
    ...service(terminal),
    config(),
  );
  add(
    'ledger',
    'print the ledger of all contracts as CSV',
    ledger,
    new Option('--from <time>', 'recorded at this time or later; a date means midnight UTC'),
    new Option('--to <time>', 'recorded before this time'),
    new Option('--after <cursor>', 'continue after the cursor of an earlier call'),
    ...service(terminal),
    config(),
  );
  add(
    'freeze <contract>',
    'stop the clocks of a contract, and hold its unsent payments',
    freeze,
    new Option('--reason <text>', 'the reason, which both parties see').makeOptionMandatory(),
    ...service(terminal),
    config(),
  );
  add(
    'unfreeze <contract>',
    'lift the server’s freezes of a contract; only an operator can lift those of operators',
    unfreeze,
    new Option('--reason <text>', 'the reason, which both parties see').makeOptionMandatory(),
    ...service(terminal),
    config(),
  );
  add(
    'verify [file]',
    'verify an exported evidence file offline, or every contract of a database',
    (at, given: { file?: string; knownHead?: string; database?: string; schema: string; json?: boolean }) =>
      given.file === undefined ? verifyDatabase(at, given) : verifyFile(at, { ...given, file: given.file }),
    new Option('--database [url]', 'verify every contract of a database instead').preset(
      terminal.env.DATABASE_URL ?? '',
    ),
    schema(terminal),
    new Option('--known-head <hash>', 'a head from an earlier webhook or mail, which the history must contain'),
  );
  add(
    'session',
    'create a session token, to try things out as a person',
    createSession,
    new Option('--user <id>', 'the id of the person').makeOptionMandatory(),
    new Option('--name <name>', 'the name of the person; the id by default'),
    new Option('--contract <id...>', 'restrict the token to these contracts'),
    new Option('--origin <origin...>', 'restrict the token to pages of these origins, such as https://market.example'),
    new Option('--ttl <seconds>', 'the lifetime of the token').default(900).argParser(wholeNumber),
    new Option('--audience <name>', 'the audience: the `sessionAudience` option').default(
      terminal.env.WORKROOM_SESSION_AUDIENCE ?? defaultAudience,
    ),
    new Option('--session-secret <secret>', 'the secret that signs tokens').default(
      newest(terminal.env.WORKROOM_SESSION_SECRET),
      'WORKROOM_SESSION_SECRET',
    ),
    ...service(terminal),
  );
  add(
    'doctor',
    'find common mistakes, and show how to fix them',
    doctor,
    database(terminal),
    schema(terminal),
    ...service(terminal),
    new Option('--origin <origin...>', 'an origin whose pages should be allowed, such as https://market.example'),
    new Option('--provider', 'check the payment provider of your Workroom too'),
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
  new Option('--config <file>', 'a module whose default export is your Workroom, as returned by createWorkroom()');
const service = ({ env }: Terminal) => [
  new Option('--url <url>', 'the URL of the service, such as https://market.example/workroom').default(
    env.WORKROOM_URL,
    'WORKROOM_URL',
  ),
  new Option('--secret-key <key>', 'the secret key of the service, wk_…').default(
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
  if (!Number.isSafeInteger(value) || value < 1) throw new UsageProblem(`"${text}" is not a positive whole number.`);
  return value;
}

function isForPeople(error: unknown): error is Error {
  return [UsageProblem, Problem, DatabaseUnavailable, MigrationChanged, DirectoryInUse].some(
    (kind) => error instanceof kind,
  );
}
