#!/usr/bin/env node
// The commands of `npm start`, `npm test` and so on. Plain JavaScript for Node 20, without dependencies.
import { ensureBrowsers } from './launcher/ensure-browsers.mjs';
import { ensureChromium } from './launcher/ensure-chromium.mjs';
import { ensurePostgres } from './launcher/ensure-postgres.mjs';
import { ensureInstalled } from './launcher/install.mjs';
import { pnpm, StepFailed } from './launcher/process.mjs';
import { exampleFolder, runApp } from './launcher/run-app.mjs';
import { runTests } from './launcher/run-tests.mjs';
import { checks, turbo } from './launcher/turbo.mjs';

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const commands = {
  async setup() {
    await ensureInstalled();
    await ensureChromium();
    return 0;
  },
  async start(args) {
    await ensureInstalled('sandbox');
    const built = await runApp('apps/sandbox', 'build', ['--logLevel=warn']);
    return built === 0 ? runApp('apps/sandbox', 'start', args) : built;
  },
  async dev(args) {
    await ensureInstalled();
    return runApp('apps/sandbox', 'dev', args);
  },
  async docs(args) {
    await ensureInstalled();
    return runApp('apps/docs', 'start', args);
  },
  async example([name = '', ...args]) {
    await ensureInstalled();
    const folder = exampleFolder(name);
    const built = await turbo(['run', 'build', `--filter=./${folder}`, '--output-logs=errors-only']);
    return built === 0 ? runApp(folder, 'start', args) : built;
  },
  async test(args) {
    await ensureInstalled();
    await ensureChromium();
    await ensureBrowsers();
    await ensurePostgres();
    return runTests(args);
  },
  /** Long runs of the tests that `npm test` runs in short form. */
  async chaos(args) {
    await ensureInstalled();
    await ensureChromium();
    await ensureBrowsers();
    await ensurePostgres();
    const long = {
      WORKROOM_CHAOS_SECONDS: '60',
      WORKROOM_CHAOS_CONTRACTS: '200',
      WORKROOM_FUZZ_COUNT: '20000',
      WORKROOM_PROPERTY_RUNS: '10',
      WORKROOM_EVERY_CRASH: '1',
      WORKROOM_EVERY_DRIVER: '1',
      WORKROOM_EVERY_HOST: '1',
      WORKROOM_EVERY_ENGINE: '1',
      WORKROOM_EVERY_BENCH: '1',
    };
    for (const [name, value] of Object.entries(long)) process.env[name] ??= value;
    return turbo(['run', 'chaos', '--concurrency=1', ...args]);
  },
  async build(args) {
    await ensureInstalled();
    return turbo(['run', 'build', ...args]);
  },
  async check(args) {
    await ensureInstalled();
    return turbo(['run', ...checks, '--continue', ...args]);
  },
  async bench(args) {
    await ensureInstalled();
    return turbo(['run', 'bench', '--concurrency=1', '--', ...args]);
  },
  async audit() {
    await ensureInstalled();
    return pnpm(['audit', '--prod']);
  },
  pnpm: (args) => pnpm(args),
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`Unknown command "${name}". Use one of: ${Object.keys(commands).join(', ')}.`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await command(args);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
