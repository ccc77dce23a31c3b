import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { build } from 'esbuild';
import { describe } from 'vitest';
import { startProcess } from './process-host.ts';
import type { Host } from './suite/client.ts';
import { testHost } from './suite/test-host.ts';

// The embedded database needs a directory and compiles WebAssembly, which Workers cannot do. So this uses Postgres
// over the runtime's own TCP sockets.
describe.skipIf(!hasPostgres(18))('Cloudflare', () =>
  testHost('Workers', startWorkerd, { noticesLeaving: 'when it writes' }),
);

async function startWorkerd(): Promise<Host> {
  const folder = await mkdtemp(join(tmpdir(), 'workroom-workerd-'));
  const database = await (await startPostgres({ version: 18 })).freshDatabase();
  await build({
    entryPoints: [join(import.meta.dirname, 'fixtures/worker.ts')],
    outfile: join(folder, 'worker.js'),
    bundle: true,
    format: 'esm',
    conditions: ['@workroom/source', 'workerd', 'worker'],
    external: ['node:*', 'cloudflare:*', '@electric-sql/pglite'],
    logLevel: 'error',
  });
  await writeFile(join(folder, 'config.capnp'), config(database));
  const host = await startProcess('workerd', ['serve', join(folder, 'config.capnp'), '--control-fd=1']);
  return {
    url: host.url,
    async stop() {
      await host.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The configuration that `wrangler` would write. A Worker needs a setting to reach private addresses. */
function config(database: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
  compatibilityFlags = ["nodejs_compat"],
  bindings = [(name = "DATABASE_URL", text = ${JSON.stringify(database)})],
);
`;
}
