import { eventTypes } from '@workroom/core';
import { languageTags, spokenLanguage } from '@workroom/core/messages';
import type { IssuerOption } from './documents/issuer.ts';
import type { RetentionOption } from './erasure/retention.ts';
import type { RateLimit } from './http/rate-limit.ts';
import type { MailOption } from './notifications/mail/mail-option.ts';
import type { WebhookOptions } from './notifications/webhook-options.ts';
import type { WorkroomOptions } from './options.ts';
import type { UploadQuota, UploadsOption } from './uploads/upload-storage.ts';

type Check = (value: unknown, name: string) => void;
/** A check for each of an object's fields. A new field without a check does not compile. */
type Checks<Options> = { readonly [Name in keyof Required<Options>]: Check };

const webhooks: Checks<WebhookOptions> = { allowPrivateNetworks: boolean, encryptionKeys: entries, sender: anything };
const mailing: Checks<MailOption> = {
  send: callable,
  addressOf: callable,
  links: callable,
  events: mailEvents,
  sender: text,
  template: callable,
};
const limits: Checks<RateLimit> = { burst: number(1), perSecond: number(Number.MIN_VALUE), bytesPerDay: number(1) };
const quota: Checks<UploadQuota> = {
  contractBytes: number(1),
  contractFiles: number(1),
  personBytes: number(1),
  personFiles: number(1),
};
const storing: Checks<UploadsOption> = {
  storage: withMethods(['target', 'find', 'link', 'delete'], 'Pass diskUploads({ directory }) or s3Uploads({ … })'),
  maxBytes: number(1),
  contentTypes: entries,
  quota: fields(quota),
};
const issuing: Checks<IssuerOption> = { legalName: text, address: text, taxId: text, email: text };
const retaining: Checks<RetentionOption> = {
  textDays: number(1),
  notificationDays: number(1),
  documentDays: number(1),
};

const providerMethods = ['minimumCharge', 'charge', 'transfer', 'refund', 'cancel', 'lookup', 'canPayOut'];

/** One check for each option. Options with `anything` are checked where they are used. */
const checks: Checks<WorkroomOptions> = {
  payments: provider,
  database: databaseChoice,
  schema: text,
  autoMigrate: boolean,
  basePath: text,
  secretKeys: entries,
  sessionSecrets: entries,
  sessionAudience: text,
  origins: entries,
  allowedHeaders: entries,
  identify: callable,
  authorize: callable,
  waitUntil: callable,
  policy: object,
  policyBounds: object,
  issuer: fields(issuing),
  closeWithinMs: number(0),
  sweep,
  onEvent: callable,
  mail,
  defaultLocale: locale,
  defaultTimeZone: timeZone,
  webhooks: fields(webhooks),
  groupCommit: (value, name) => value === 'auto' || boolean(value, name),
  rateLimit,
  maxBodyBytes: number(1),
  uploads,
  retention: fields(retaining),
  reference: object,
  clock: withMethods(['now'], 'Pass an object like { now: () => new Date() }'),
  logger: callable,
  onError: callable,
  tracer: orFalse(withMethods(['startActiveSpan'], 'Pass a tracer of OpenTelemetry, or false')),
  paymentTiming: object,
  newId: callable,
  random: callable,
  systemNow: callable,
  timer: callable,
};

/**
 * Checks the options at start, for JavaScript, casts and empty environment variables, which the types do not catch. No
 * message repeats a value that may be a secret.
 *
 * @throws TypeError that names the option and says what to pass
 */
export function checkOptions(options: WorkroomOptions): void {
  const given: unknown = options;
  if (typeof given !== 'object' || given === null) {
    throw new TypeError('createWorkroom needs its options: at least `payments`, who moves the money.');
  }
  if (options.payments === undefined) {
    throw new TypeError(
      '`payments` is missing. Pass who moves the money: simulatedProvider() of "@workroom/server/payments" to try things out, stripe({ … }) of "@workroom/stripe", or a provider of your own.',
    );
  }
  fields(checks, '')(options, 'createWorkroom');
}

function provider(value: unknown, name: string): void {
  const hint = 'Pass the provider itself, like simulatedProvider() or stripe({ secretKey, … })';
  withMethods(providerMethods, hint)(value, name);
  const { name: called, maxHoldDays } = value as { name?: unknown; maxHoldDays?: unknown };
  text(called, `${name}.name`);
  number(1)(maxHoldDays, `${name}.maxHoldDays`);
}

function databaseChoice(value: unknown, name: string): void {
  if (typeof value === 'string') return;
  object(value, name);
  const isKnown = ['execute', 'url', 'dataDir', 'commit'].some((key) => key in (value as object));
  if (!isKnown) {
    throw wrong(
      name,
      'Pass a postgres:// URL, { url, prepare, maxConnections }, a Drizzle database, or the path of a folder',
    );
  }
}

function sweep(value: unknown, name: string): void {
  if (value === false) return;
  if (value === true) throw wrong(name, 'Leave it out, or pass { everyMs: 10_000 }, or false');
  fields({ everyMs: number(100) })(value, name);
  if ((value as { everyMs?: unknown }).everyMs === undefined) throw wrong(name, 'Pass { everyMs: 10_000 }, or false');
}

function locale(value: unknown, name: string): void {
  if (typeof value !== 'string' || spokenLanguage(value) === null) {
    throw wrong(name, `Pass the tag of an included language, such as 'de' or 'pt-BR': ${languageTags.join(', ')}`);
  }
}

function timeZone(value: unknown, name: string): void {
  text(value, name);
  try {
    new Intl.DateTimeFormat('en', { timeZone: value as string });
  } catch {
    throw wrong(name, "Pass an IANA time zone, like 'Europe/Berlin'");
  }
}

function mail(value: unknown, name: string): void {
  fields(mailing)(value, name);
  absoluteLinks((value as MailOption).links, `${name}.links`);
  required(value, name, ['send', 'addressOf', 'events', 'links']);
}

/** A link in a mail cannot be relative. */
function absoluteLinks(links: MailOption['links'], name: string): void {
  let link: unknown;
  try {
    link = links({ to: 'contract', contractId: 'ctr_0', milestoneId: null, documentId: null });
  } catch {
    // The function may look up the contract, which does not exist here.
    return;
  }
  if (typeof link === 'string' && URL.canParse(link) && /^https?:$/.test(new URL(link).protocol)) return;
  throw new TypeError(
    `\`${name}\` cannot work: it gave ${JSON.stringify(link)}. Return an absolute address, like "https://market.example/contracts/ctr_0".`,
  );
}

function mailEvents(value: unknown, name: string): void {
  if (value === 'all') return;
  const known: readonly unknown[] = eventTypes;
  const unknown = Array.isArray(value) ? value.find((each) => !known.includes(each)) : value;
  if (!Array.isArray(value) || unknown !== undefined) {
    throw wrong(name, `${shown(unknown)} is no type of event. Pass 'all', or types like 'milestone.submitted'`);
  }
}

function rateLimit(value: unknown, name: string): void {
  if (value === false) return;
  fields(limits)(value, name);
  required(value, name, ['burst', 'perSecond']);
}

function uploads(value: unknown, name: string): void {
  fields(storing)(value, name);
  required(value, name, ['storage']);
}

/** Each of an object's fields by its own check; a field without one is a mistake in its name. */
function fields(known: Readonly<Record<string, Check>>, prefix?: string): Check {
  return (value, name) => {
    object(value, name);
    for (const [field, given] of Object.entries(value as object)) {
      const check = known[field];
      const path = prefix === '' ? field : `${name}.${field}`;
      if (check === undefined) {
        throw new TypeError(`\`${path}\` is no option. ${nearest(field, Object.keys(known))}`);
      }
      if (given !== undefined) check(given, path);
    }
  };
}

function required(value: unknown, name: string, names: readonly string[]): void {
  const given = value as Readonly<Record<string, unknown>>;
  const missing = names.filter((each) => given[each] === undefined);
  if (missing.length > 0) throw wrong(name, `Missing in it: ${missing.join(', ')}`);
}

/** Secrets and origins come from the environment, where a missing one is `undefined`. */
function entries(value: unknown, name: string): void {
  if (!Array.isArray(value)) throw wrong(name, 'Pass a list, also where it has one entry');
  const at = value.findIndex((each) => typeof each !== 'string' || each.trim() === '');
  if (at === -1) return;
  throw new TypeError(
    `\`${name}[${at}]\` is ${value[at] === undefined ? 'undefined' : value[at] === '' ? 'empty' : 'no text'}. Set the environment variable that it is read from, or leave the entry out.`,
  );
}

function withMethods(names: readonly string[], hint: string): Check {
  return (value, name) => {
    const given = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
    const missing = names.filter((each) => typeof given[each] !== 'function');
    if (missing.length === names.length) throw wrong(name, hint);
    if (missing.length > 0) throw wrong(name, `It has no ${missing.map((each) => `${each}()`).join(', ')}. ${hint}`);
  };
}

function orFalse(check: Check): Check {
  return (value, name) => {
    if (value !== false) check(value, name);
  };
}

function number(least: number): Check {
  return (value, name) => {
    if (typeof value === 'number' && Number.isFinite(value) && value >= least) return;
    throw wrong(name, least === Number.MIN_VALUE ? 'Pass a number above 0' : `Pass a number from ${least}`);
  };
}

function callable(value: unknown, name: string): void {
  if (typeof value !== 'function') throw wrong(name, 'Pass a function');
}

function boolean(value: unknown, name: string): void {
  if (typeof value !== 'boolean') throw wrong(name, 'Pass true or false');
}

function text(value: unknown, name: string): void {
  if (typeof value !== 'string') throw wrong(name, 'Pass text');
}

function object(value: unknown, name: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(name, 'Pass an object');
}

function anything(): void {}

function wrong(name: string, hint: string): TypeError {
  return new TypeError(`\`${name}\` cannot work. ${hint}.`);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}

/** The option that was probably meant: equal except for case and up to two letters. */
function nearest(name: string, names: readonly string[]): string {
  const close = names
    .map((each) => ({ each, far: distance(each.toLowerCase(), name.toLowerCase()) }))
    .toSorted((one, other) => one.far - other.far)[0];
  return close !== undefined && close.far <= 2
    ? `Did you mean \`${close.each}\`?`
    : `There are ${names.map((each) => `\`${each}\``).join(', ')}.`;
}

/** The Levenshtein distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (const [at, each] of [...other].entries()) {
      next.push(Math.min((next[at] ?? 0) + 1, (row[at + 1] ?? 0) + 1, (row[at] ?? 0) + (letter === each ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
