import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe } from 'vitest';
import { startProcess } from './process-host.ts';
import { testHost } from './suite/test-host.ts';

const cwd = join(import.meta.dirname, 'fixtures/next-app');
const env = { NEXT_TELEMETRY_DISABLED: '1' };

// Building takes as long as all other tests here, so only `npm run chaos` does. `npm test` starts the example, which
// serves a page and takes a payment through the same route handler, in Next.js's development server.
describe.skipIf(!process.env.WORKROOM_EVERY_HOST)('built', () =>
  testHost('Next.js, app router', async () => {
    const next = join(import.meta.dirname, 'node_modules/.bin/next');
    await promisify(execFile)(next, ['build'], { cwd, env: { ...process.env, ...env, NODE_ENV: 'production' } });
    return startProcess('next', ['start', '--port=0', '--hostname=127.0.0.1'], { cwd, env });
  }),
);
