import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownDatabaseUrl } from '@workroom/toolchain/postgres';
import { root } from './blocks.ts';

export interface Sandbox {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** The sandbox for the documentation's code, without contracts, on its own port. */
export async function startSandbox(): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'workroom-texts-'));
  const database = await ownDatabaseUrl();
  const child = spawn(process.execPath, ['--conditions=@workroom/source', 'src/main.ts'], {
    cwd: join(root, 'apps/sandbox'),
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      PORT: '0',
      WORKROOM_DATA_DIR: folder,
      WORKROOM_EMPTY: '1',
      // Without a PostgreSQL, the sandbox uses the embedded database.
      ...(database.startsWith('memory:') ? {} : { DATABASE_URL: database }),
    } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    for (const pipe of [child.stdout, child.stderr]) {
      pipe.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const ready = /ready at (http:\S+)/.exec(said)?.[1];
        if (ready !== undefined) resolve(ready);
      });
    }
    void ended.then(([code]) => reject(new Error(`the sandbox ended with ${code}:\n${said}`)));
  });
  return {
    url,
    async stop() {
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
