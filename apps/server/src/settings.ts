import { eventTypes } from '@workroom/core';
import { languageTags, spokenLanguage } from '@workroom/core/messages';
import { z } from 'zod';

/** Why the server cannot start: all mistakes at once, each with what to do. Printed without a stack. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}

const text = z.string().min(1);
const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, `a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `a whole number from ${least} to ${most}`);
const onOff = z.enum(['on', 'off'], 'on or off').transform((value) => value === 'on');
const list = <Entry extends string>(each: z.ZodType<Entry, string>) =>
  z
    .string()
    .transform((value) => value.split(',').map((entry) => entry.trim()))
    .pipe(z.array(each));
const httpUrl = z.url({ protocol: /^https?$/, error: 'an http:// or https:// URL' });
const origin = z.string().refine((value) => URL.canParse(value) && new URL(value).origin === value, {
  error: 'origins like https://market.example, without a path, with commas between them',
});
const linkTemplate = z
  .string()
  .refine((value) => /^https?:\/\//.test(value) && value.includes('{contractId}') && URL.canParse(value), {
    error: 'an http:// or https:// URL with {contractId} in it',
  });
const json = z.string().transform((value, context) => {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'JSON' });
    return z.NEVER;
  }
});
const minimumCharges = json.pipe(
  z.record(
    z.string().regex(/^[A-Z]{3}$/),
    z.int().min(0),
    'a JSON object of currencies and minor units, like {"USD":500}',
  ),
);
const language = z
  .string()
  .refine((value) => spokenLanguage(value) !== null, `one of the included languages: ${languageTags.join(', ')}`);
const timeZone = z.string().refine(isTimeZone, 'an IANA time zone, like Europe/Berlin');
const issuer = json.pipe(
  z.strictObject(
    {
      legalName: z.string().trim().min(1),
      address: z.string().optional(),
      taxId: z.string().optional(),
      email: z.email().optional(),
    },
    'a JSON object with legalName, and address, taxId and email where you have them',
  ),
);
const encryptionKey = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'keys of 32 bytes in base64: openssl rand -base64 32');
// The kit checks its content and names wrong fields.
const policy = json.pipe(z.record(z.string(), z.unknown(), 'a JSON object'));

interface Variable<Schema extends z.ZodType = z.ZodType> {
  readonly about: string;
  readonly schema: Schema;
  /** As text in the environment; `null` if there is none. */
  readonly default: string | null;
  readonly required?: boolean;
}

const given = <Schema extends z.ZodType>(about: string, schema: Schema, otherwise: string): Variable<Schema> => ({
  about,
  schema,
  default: otherwise,
});
const optional = <Schema extends z.ZodType>(about: string, schema: Schema) => ({
  about,
  schema: schema.optional(),
  default: null,
});
const required = <Schema extends z.ZodType>(about: string, schema: Schema): Variable<Schema> => ({
  about,
  schema,
  default: null,
  required: true,
});

/** All settings. docs/operations.md has the same table. */
// biome-ignore format: one row per setting
export const variables = {
  DATABASE_URL: required('PostgreSQL 15 or later', z.url({ protocol: /^postgres(ql)?$/, error: 'a postgres:// URL' })),
  WORKROOM_SECRET_KEY: required('The key that your server sends as `Authorization: Bearer`. Several, separated by commas, while you rotate it', list(z.string().regex(/^wk_[\w.~+/=-]{24,}$/, 'keys that start with wk_ and go on with at least 24 random characters'))),
  WORKROOM_SESSION_SECRET: required('Signs session tokens (`openssl rand -base64 32`). With several, the first signs and all verify', list(z.string().refine((value) => Buffer.byteLength(value) >= 32, 'secrets of at least 32 bytes'))),
  WORKROOM_SESSION_AUDIENCE: given('The audience of session tokens. Set it if several services share a secret', text, 'workroom'),
  WORKROOM_ORIGINS: given('Origins of the pages that may call the service from a browser, separated by commas', z.union([z.literal('').transform(() => []), list(origin)]), ''),
  WORKROOM_ALLOWED_HEADERS: given('More request headers that those pages may send, separated by commas', list(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'names of headers with commas between them')), 'traceparent,tracestate,baggage,sentry-trace'),
  WORKROOM_BASE_PATH: given('Path that the API is mounted at', z.string().regex(/^\/[\w./-]*$/, 'a path like /workroom'), '/workroom'),
  WORKROOM_POLICY: given('Policy of new contracts, as JSON: `{"reviewDays":7}`. It overrides the defaults', policy, '{}'),
  WORKROOM_DEFAULT_LOCALE: given('Language of people whose language is not known: `en`, `de`, `es`, `fr`, `pt-BR`, `ja` or `ar`', language, 'en'),
  WORKROOM_DEFAULT_TIME_ZONE: given('Time zone of people whose time zone is not known', timeZone, 'UTC'),
  WORKROOM_ISSUER: optional('Your details as the issuer of documents, as JSON: `{"legalName":"Market Ltd","address":"1 Main Street\\nDublin"}`, and `taxId`, `email`', issuer),
  PORT: given('Port that the server listens on', whole(0, 65_535), '4400'),
  HOST: given('Address that the server listens on', text, '0.0.0.0'),
  WORKROOM_KEEP_ALIVE_SECONDS: given('How long an idle connection stays open. Use more than your load balancer’s idle timeout: 60 for most, 600 for Google’s', whole(1, 3_600), '75'),
  WORKROOM_HEADERS_SECONDS: given('Timeout for receiving the headers of a request', whole(1, 300), '80'),
  WORKROOM_METRICS_PORT: given('Port of `/metrics` for Prometheus. Keep it private. `off` turns it off', z.union([z.literal('off').transform(() => null), whole(0, 65_535)], 'a port, or off'), '9464'),
  WORKROOM_SCHEMA: given('PostgreSQL schema of the tables. Use one per marketplace', z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/, 'lower-case letters, digits and underscores'), 'workroom'),
  WORKROOM_AUTO_MIGRATE: given('Create and migrate the tables at startup', onOff, 'on'),
  WORKROOM_DATABASE_CONNECTIONS: optional('Most database connections of one process. Default: `connection_limit` of the URL, or 10', whole(1, 500)),
  WORKROOM_DATABASE_PREPARE: optional('Use named prepared statements. Default: on, unless the URL has `pgbouncer=true`. Set `off` behind PgBouncer in transaction mode', onOff),
  WORKROOM_SWEEP_SECONDS: given('Pause between two sweeps. `0` turns them off, if a cron job calls `POST /sweep`', whole(0, 3_600), '10'),
  WORKROOM_RATE_LIMIT: given('Requests per second that one person may make to one process. `off` removes the limit', z.union([z.literal('off').transform(() => null), whole(1, 100_000)], 'a number, or off'), '30'),
  WORKROOM_MAX_BODY_BYTES: given('Largest request body', whole(1_024, 10_485_760), '262144'),
  WORKROOM_PRIVATE_WEBHOOKS: given('Allow webhooks to plain HTTP and private networks. For development', onOff, 'off'),
  WORKROOM_WEBHOOK_KEY: optional('Encrypts the secrets of webhook endpoints in the database (`openssl rand -base64 32`). With several, the first encrypts and all decrypt. Without it the secrets are stored unencrypted', list(encryptionKey)),
  WORKROOM_PAYMENTS: given('Payment provider. `stripe`; `manual` if you move the money and report it to the API; `simulated` moves no money', z.enum(['stripe', 'manual', 'simulated'], 'stripe, manual or simulated'), 'stripe'),
  WORKROOM_ALLOW_SIMULATED: given('Allow `simulated` although `NODE_ENV` is `production`, to try things out', onOff, 'off'),
  SIMULATED_DIRECTORY: optional('Folder for the simulated provider’s records, shared by all processes. Default: the database', text),
  MANUAL_MAX_HOLD_DAYS: given('How long you may hold money, by your licence and law', whole(1, 36_500), '365'),
  MANUAL_MINIMUM_CHARGE: given('Smallest charge, in minor units by currency, as JSON: `{"USD":500}`', minimumCharges, '{}'),
  MANUAL_PAYEES_URL: optional('URL of your own that says whether you can pay a user: `GET {url}/{userId}` answers `{"canBePaid":true}`. Without it, everybody can be paid', httpUrl),
  MANUAL_PAYEES_KEY: optional('Sent to that URL as `Authorization: Bearer`', text),
  STRIPE_SECRET_KEY: optional('Secret key of the platform’s Stripe account', z.string().regex(/^(sk|rk)_/, 'a key that starts with sk_ or rk_')),
  STRIPE_WEBHOOK_SECRET: optional('Signing secrets of Stripe’s webhooks, separated by commas', list(z.string().regex(/^whsec_/, 'secrets that start with whsec_'))),
  STRIPE_PUBLISHABLE_KEY: optional('Passed to the page on which a client confirms a payment', z.string().regex(/^pk_/, 'a key that starts with pk_')),
  STRIPE_COUNTRY: optional('Country of the platform’s Stripe account. It determines how long money may be held', z.string().regex(/^[A-Z]{2}$/, 'two letters, like DE')),
  STRIPE_MAX_HOLD_DAYS: optional('How long money may be held, if Stripe agreed to another limit with you', whole(1, 36_500)),
  STRIPE_MINIMUM_CHARGE: given('Smallest charge, in minor units by currency, as JSON: `{"USD":500}`. It overrides the amounts that Stripe publishes', minimumCharges, '{}'),
  STRIPE_RETURN_URL: optional('Page that a bank sends the client back to', httpUrl),
  STRIPE_ACCOUNTS_URL: optional('URL of your own that knows the Stripe ids of your users: `GET {url}/{userId}` answers `{"customer":"cus_…","account":"acct_…"}`. Each may be null', httpUrl),
  STRIPE_ACCOUNTS_KEY: optional('Sent to that URL as `Authorization: Bearer`', text),
  UPLOADS_DIRECTORY: optional('Folder for uploaded files, shared by all processes. Without it and `S3_BUCKET`, uploads are off', text),
  S3_BUCKET: optional('S3 bucket for uploaded files', text),
  S3_ENDPOINT: optional('Endpoint of the bucket: `https://s3.eu-central-1.amazonaws.com`', httpUrl),
  S3_REGION: given('Region of the bucket. `auto` if the service has no regions', text, 'auto'),
  S3_ACCESS_KEY_ID: optional('Access key that may write to the bucket', text),
  S3_SECRET_ACCESS_KEY: optional('Secret of that access key', text),
  UPLOADS_MAX_BYTES: given('Largest file', whole(1, 5_000_000_000), '26214400'),
  SMTP_URL: optional('Mail server, like `smtps://user:password@smtp.example`. Without it no mail is sent', z.url({ protocol: /^smtps?$/, error: 'an smtp:// or smtps:// URL' })),
  MAIL_FROM: optional('Sender of mails: `Market <no-reply@market.example>`', text),
  MAIL_EVENTS: given('Events that are mailed: `all`, or event types separated by commas', z.union([z.literal('all'), list(z.enum(eventTypes))], 'all, or types of events with commas'), 'all'),
  MAIL_LINK: optional('Link in a mail: `https://market.example/contracts/{contractId}`', linkTemplate),
  MAIL_REVIEW_LINK: optional('Link in a mail that asks for a decision. It may contain `{milestoneId}` too. Default: `MAIL_LINK`', linkTemplate),
  MAIL_ADDRESSES_URL: optional('URL of your own that knows the mail addresses of your users: `GET {url}/{userId}` answers `{"email":"dana@example.com"}`, or null', httpUrl),
  MAIL_ADDRESSES_KEY: optional('Sent to that URL as `Authorization: Bearer`', text),
  WORKROOM_SHUTDOWN_SECONDS: given('How long requests in flight may take after SIGTERM', whole(0, 300), '20'),
  WORKROOM_LOG_LEVEL: given('Lowest level that is logged. `debug` logs every request', z.enum(['debug', 'info', 'warn', 'error'], 'debug, info, warn or error'), 'info'),
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;
export type Settings = { readonly [Name in VariableName]: z.output<(typeof variables)[Name]['schema']> };

/** Settings of the command line and of tests, in addition to the table. */
const others: readonly string[] = ['WORKROOM_URL'];

/** @throws StartProblem with every mistake */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const mistakes: string[] = [];
  const settings: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries<Variable>(variables)) {
    const value = env[name] || (variable.default ?? undefined);
    if (value === undefined && variable.required === true) {
      mistakes.push(`${name} is missing. ${variable.about}.`);
      continue;
    }
    const parsed = variable.schema.safeParse(value);
    if (parsed.success) settings[name] = parsed.data;
    // Never the value itself: it may be a secret.
    else mistakes.push(`${name} is wrong. Set it to ${wanted(parsed.error)}.`);
  }
  for (const name of Object.keys(env)) {
    if (!name.startsWith('WORKROOM_') || name in variables || others.includes(name)) continue;
    mistakes.push(`${name} is not a setting. Remove it, or correct its name: docs/operations.md lists the settings.`);
  }
  if (settings.WORKROOM_PAYMENTS === 'stripe') {
    for (const name of ['STRIPE_SECRET_KEY', 'STRIPE_ACCOUNTS_URL'] as const) {
      if (env[name]) continue;
      mistakes.push(
        `${name} is missing: payments go over Stripe. ${variables[name].about}. To try things out without money, set WORKROOM_PAYMENTS=simulated.`,
      );
    }
  }
  if (
    settings.WORKROOM_PAYMENTS === 'simulated' &&
    env.NODE_ENV === 'production' &&
    !settings.WORKROOM_ALLOW_SIMULATED
  ) {
    mistakes.push(
      'WORKROOM_PAYMENTS is simulated and NODE_ENV is production: people would work for money that does not exist. Set it to stripe or manual, or WORKROOM_ALLOW_SIMULATED=on to try things out all the same.',
    );
  }
  if (env.SMTP_URL) {
    for (const name of ['MAIL_FROM', 'MAIL_LINK', 'MAIL_ADDRESSES_URL'] as const) {
      if (!env[name]) mistakes.push(`${name} is missing: SMTP_URL is set. ${variables[name].about}.`);
    }
  }
  if (env.S3_BUCKET) {
    for (const name of ['S3_ENDPOINT', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const) {
      if (!env[name]) mistakes.push(`${name} is missing: S3_BUCKET is set. ${variables[name].about}.`);
    }
  }
  if (mistakes.length > 0) throw new StartProblem(mistakes.map((mistake) => `- ${mistake}`).join('\n'));
  return settings as Settings;
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

function wanted({ issues }: z.ZodError): string {
  return [...new Set(issues.map(({ message }) => message))].join(', ');
}

/** The table in the documentation. */
export function settingsTable(): string {
  const rows = Object.entries<Variable>(variables).map(
    ([name, { about, default: otherwise, required: isRequired }]) => {
      const usual = isRequired === true ? '**required**' : otherwise ? `\`${otherwise}\`` : 'none';
      return `| \`${name}\` | ${usual} | ${about.replaceAll('|', '\\|')} |`;
    },
  );
  return ['| variable | default | what it is |', '| --- | --- | --- |', ...rows].join('\n');
}
