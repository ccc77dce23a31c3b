import { instant } from '@workroom/core';
import type { DatabaseSettings } from '../../store/database-settings.ts';
import type { Figures } from '../../store/figures.ts';
import type { SchemaState } from '../../store/migrate.ts';
import { type DatabaseFindings, databaseFindings, type Finding } from './findings.ts';
import { type DatabaseChoice, withStore, withWorkroom } from './open.ts';
import type { ServiceChoice } from './service.ts';
import { serviceFindings } from './service-findings.ts';
import { type ExitCode, type Terminal, UsageProblem } from './terminal.ts';

type Given = Partial<DatabaseChoice> &
  ServiceChoice & {
    readonly schema: string;
    readonly origin?: readonly string[];
    readonly json?: boolean;
    readonly provider?: boolean;
    readonly config?: string;
  };

/** Checks the given database, service and payment provider; changes nothing. */
export async function doctor(terminal: Terminal, given: Given): Promise<ExitCode> {
  if (given.database === undefined && given.url === undefined && given.provider !== true) {
    throw new UsageProblem(
      'Nothing to check. Pass --database postgres://… and --url https://…/workroom, or set DATABASE_URL and WORKROOM_URL.',
    );
  }
  const findings = [
    ...(given.database === undefined ? [] : databaseFindings(await lookAt(terminal, given))),
    ...(given.url === undefined ? [] : await serviceFindings(terminal, { ...given, url: given.url })),
    ...(given.provider === true ? await providerFindings(given.config) : []),
    ...secretFindings(terminal),
  ];
  const isWell = findings.every(({ level }) => level !== 'wrong');
  if (given.json) {
    terminal.out(JSON.stringify({ well: isWell, findings }));
    return isWell ? 0 : 1;
  }
  for (const { level, check, found, fix } of findings) {
    terminal.out(`${marks[level]} ${check}: ${found}`);
    if (fix !== null) terminal.out(`    ${fix}`);
  }
  return isWell ? 0 : 1;
}

const marks = { well: '✓', doubtful: '!', wrong: '✗' } as const;

/** Reads the state of the database; stops at the first part that fails. */
async function lookAt(terminal: Terminal, given: Given): Promise<DatabaseFindings> {
  const isEmbedded = !/^postgres(ql)?:\/\//.test(given.database ?? '');
  const production = terminal.env.NODE_ENV === 'production';
  try {
    return await withStore(given, async (store) => {
      const settings: DatabaseSettings = await store.settings();
      const nowMs = terminal.nowMs();
      const schema: SchemaState | Error = await store.schemaState().catch((error: Error) => error);
      const isMade = !(schema instanceof Error) && schema.missing.length === 0;
      const figures: Figures | null = isMade ? await store.figures.read(instant(nowMs), nowMs) : null;
      return { unreachable: null, isEmbedded, production, settings, nowMs, schemaName: given.schema, schema, figures };
    });
  } catch (error) {
    if (error instanceof UsageProblem) throw error;
    return { unreachable: error instanceof Error ? error.message : String(error) };
  }
}

async function providerFindings(config: string | undefined): Promise<readonly Finding[]> {
  if (config === undefined) {
    throw new UsageProblem('--provider needs --config FILE: a module whose default export is your Workroom.');
  }
  const found = await withWorkroom(config, (workroom) => workroom.checkProvider());
  if (found.length > 0) return found;
  return [{ level: 'well', check: 'payment provider', found: 'this provider has no checks', fix: null }];
}

function secretFindings({ env }: Terminal): readonly Finding[] {
  const check = 'session secret';
  if (env.WORKROOM_SESSION_SECRET === undefined) return [];
  const secrets = env.WORKROOM_SESSION_SECRET.split(',');
  if (secrets.every((secret) => new TextEncoder().encode(secret.trim()).length >= 32))
    return [{ level: 'well', check, found: 'long enough', fix: null }];
  return [
    {
      level: 'wrong',
      check,
      found: 'WORKROOM_SESSION_SECRET has fewer than 32 bytes; the service does not start with it',
      fix: 'Create one: openssl rand -base64 32',
    },
  ];
}
