import { expect, test } from 'vitest';
import { createWorkroom } from './create-workroom.ts';
import type { WorkroomOptions } from './options.ts';
import { simulatedProvider } from './payments/simulated/index.ts';

const payments = simulatedProvider();
const { charge, ...chargeless } = payments;
const mail = { send: async () => {}, addressOf: () => null, events: 'all', links: () => 'https://market.example' };

/** Options as JavaScript code, a cast or the environment could provide them. */
function made(options: unknown): void {
  const quiet = { database: 'memory://', sweep: false, logger: () => {} };
  const given = typeof options === 'object' && options !== null ? { payments, ...quiet, ...options } : options;
  void createWorkroom(given as WorkroomOptions).close();
}

test.each([
  [undefined, 'at least `payments`'],
  [{ payments: undefined }, '`payments` is missing. Pass who moves the money: simulatedProvider()'],
  [{ payments: 'stripe' }, '`payments` cannot work. Pass the provider itself, like simulatedProvider() or stripe('],
  [{ payments: chargeless }, '`payments` cannot work. It has no charge().'],
  [{ payments: { ...payments, maxHoldDays: undefined } }, '`payments.maxHoldDays` cannot work.'],
  [{ database: '' }, '`database` is empty. Set the variable that it is read from, like DATABASE_URL'],
  [{ database: ' ' }, '`database` is empty.'],
  [{ database: { url: '' } }, '`database` is empty.'],
  [{ database: { url: undefined } }, '`database`'],
  [{ database: 5432 }, '`database` cannot work. Pass an object'],
  [{ database: { host: 'db' } }, '`database` cannot work. Pass a postgres:// URL'],
  [{ database: 'mysql://db/market' }, 'neither a Postgres URL'],
  [{ retention: { textDays: 0 } }, '`retention.textDays` cannot work. Pass a number from 1.'],
  [{ retention: { documentDays: 0 } }, '`retention.documentDays` cannot work. Pass a number from 1.'],
  [{ sweep: true }, '`sweep` cannot work. Leave it out, or pass { everyMs: 10_000 }, or false.'],
  [{ sweep: { every: 10 } }, '`sweep.every` is no option. Did you mean `everyMs`?'],
  [{ sweep: {} }, '`sweep` cannot work. Pass { everyMs: 10_000 }, or false.'],
  [{ sweep: { everyMs: Number.NaN } }, '`sweep.everyMs` cannot work. Pass a number from 100.'],
  [{ sweep: { everyMs: 10 } }, '`sweep.everyMs` cannot work. Pass a number from 100.'],
  [{ secretKey: ['wk_0123456789abcdefghijklmn'] }, '`secretKey` is no option. Did you mean `secretKeys`?'],
  [{ cors: {} }, '`cors` is no option. There are `payments`, `database`'],
  [{ secretKeys: 'wk_0123456789abcdefghijklmn' }, '`secretKeys` cannot work. Pass a list'],
  [{ secretKeys: [undefined] }, '`secretKeys[0]` is undefined. Set the environment variable that it is read from'],
  [{ sessionSecrets: ['a secret for tests of at least 32 bytes', ''] }, '`sessionSecrets[1]` is empty.'],
  [{ origins: [undefined] }, '`origins[0]` is undefined.'],
  [{ webhooks: { encryptionKeys: [undefined] } }, '`webhooks.encryptionKeys[0]` is undefined.'],
  [{ webhooks: { allowPrivateNetwork: true } }, '`webhooks.allowPrivateNetwork` is no option. Did you mean'],
  [{ mail: { send: mail.send } }, '`mail` cannot work. Missing in it: addressOf, events, links.'],
  [{ mail: { ...mail, send: 'smtp://mail' } }, '`mail.send` cannot work. Pass a function.'],
  [
    { mail: { ...mail, links: () => '/contracts' } },
    '`mail.links` cannot work: it gave "/contracts". Return an absolute address, like "https://market.example/contracts/ctr_0".',
  ],
  [{ mail: { ...mail, events: ['milestone.done'] } }, '"milestone.done" is no type of event.'],
  [{ uploads: { directory: './files' } }, '`uploads.directory` is no option.'],
  [{ uploads: {} }, '`uploads` cannot work. Missing in it: storage.'],
  [{ uploads: { storage: {} } }, '`uploads.storage` cannot work. Pass diskUploads('],
  [{ rateLimit: 30 }, '`rateLimit` cannot work. Pass an object.'],
  [{ rateLimit: { burst: 10 } }, '`rateLimit` cannot work. Missing in it: perSecond.'],
  [{ rateLimit: { burst: 10, perSecond: 0 } }, '`rateLimit.perSecond` cannot work. Pass a number above 0.'],
  [{ identify: { id: 'u1' } }, '`identify` cannot work. Pass a function.'],
  [{ autoMigrate: 'false' }, '`autoMigrate` cannot work. Pass true or false.'],
  [{ clock: () => new Date() }, '`clock` cannot work. Pass an object like { now: () => new Date() }.'],
  [{ maxBodyBytes: 0 }, '`maxBodyBytes` cannot work. Pass a number from 1.'],
])('%o is refused with what to do', (options, message) => {
  expect(() => made(options)).toThrow(TypeError);
  expect(() => made(options)).toThrow(message);
});

test('no message repeats what may be a secret', () => {
  for (const secret of ['wk_short', 'sk_live_x1', 'postgres://u:p4ss@db/x?nonsense=1']) {
    for (const options of [{ secretKeys: [secret] }, { sessionSecrets: [secret] }, { database: secret }]) {
      const said = (() => {
        try {
          made(options);
        } catch (error) {
          return String(error);
        }
        return '';
      })();
      expect(said).not.toMatch(/x1|p4ss/);
    }
  }
});

test('`undefined` options are ignored, and the documented examples compile', () => {
  const all = {
    database: 'memory://',
    payments,
    sweep: undefined,
    logger: () => {},
    secretKeys: [process.env.WORKROOM_SECRET_KEY ?? 'wk_0123456789abcdefghijklmn'],
    mail: undefined,
    policy: undefined,
    groupCommit: 'auto',
  } as const;
  expect(() => createWorkroom(all).close()).not.toThrow();
  const fromEnvironment: WorkroomOptions = {
    payments,
    database: process.env.DATABASE_URL,
    secretKeys: [process.env.NO_SUCH_VARIABLE],
    sessionSecrets: [process.env.NO_SUCH_VARIABLE],
    origins: [process.env.NO_SUCH_VARIABLE],
  };
  expect(() => createWorkroom(fromEnvironment)).toThrow('`secretKeys[0]` is undefined');
});
