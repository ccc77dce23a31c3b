import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { postgresBinaries } from '@workroom/toolchain/postgres';

export interface ReplicatedPostgres {
  /** An address that moves to the replica once it is promoted, like a pooler or a floating address. */
  readonly url: string;
  /** The server that was the replica. */
  readonly replicaUrl: string;
  /** Kills every process of the primary with SIGKILL. */
  killPrimary(): void;
  promoteReplica(): Promise<unknown>;
  stop(): void;
}

/** A primary that acknowledges a commit only after its streaming replica has it on disk. */
export async function startReplicatedPostgres(): Promise<ReplicatedPostgres> {
  const binaries = postgresBinaries(15);
  if (binaries === undefined) throw new Error('This needs PostgreSQL 15 of the system, with pg_basebackup.');
  const folder = mkdtempSync(join(tmpdir(), 'workroom-failover-'));
  // PostgreSQL refuses to run as root.
  const owner = process.getuid?.() === 0 ? idsOf('postgres') : undefined;
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const options = { cwd: folder, ...owner };
  const run = (program: string, ...args: readonly string[]) =>
    execFileSync(join(binaries, program), args, { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
  const [primaryPort, replicaPort] = [await freePort(), await freePort()];
  const [primary, replica] = [join(folder, 'primary'), join(folder, 'replica')];
  const start = (data: string, port: number, more: Readonly<Record<string, string>> = {}) => {
    const settings = {
      port: String(port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      log_min_messages: 'fatal',
      ...more,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // A group of its own, so that all its processes can be killed at once.
    const server = spawn(join(binaries, 'postgres'), ['-D', data, ...flags], {
      ...options,
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    while (spawnSync(join(binaries, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status !== 0) {
      if (server.exitCode !== null) throw new Error('PostgreSQL ended by itself.');
    }
    return server;
  };
  const kill = (server: ReturnType<typeof start>) => {
    try {
      process.kill(-(server.pid ?? 0), 'SIGKILL');
    } catch {
      // It is gone already.
    }
  };

  run('initdb', '-D', primary, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C');
  // In the configuration file, so that it can be changed while it runs.
  appendFileSync(join(primary, 'postgresql.conf'), "synchronous_standby_names = 'replica'\n");
  const primaryServer = start(primary, primaryPort);
  const primaryUrl = `host=127.0.0.1 port=${primaryPort} user=postgres application_name=replica`;
  run('pg_basebackup', '-d', primaryUrl, '-D', replica, '-R', '-c', 'fast');
  // Once promoted it waits for nobody.
  const replicaServer = start(replica, replicaPort, { synchronous_standby_names: '' });
  const address = await movingAddress(primaryPort);
  return {
    url: `postgres://postgres@127.0.0.1:${address.port}/postgres`,
    replicaUrl: `postgres://postgres@127.0.0.1:${replicaPort}/postgres`,
    killPrimary: () => kill(primaryServer),
    // Not blocking, because commands continue meanwhile.
    async promoteReplica() {
      await promisify(execFile)(join(binaries, 'pg_ctl'), ['promote', '-D', replica], options);
      address.moveTo(replicaPort);
    },
    stop() {
      address.close();
      kill(primaryServer);
      kill(replicaServer);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function movingAddress(first: number) {
  let target = first;
  const server = createServer((socket) => {
    const onward = connect({ port: target, host: '127.0.0.1' });
    for (const [from, to] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      from.pipe(to);
      from.once('error', () => to.destroy());
      from.once('close', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    moveTo(port: number) {
      target = port;
    },
    close: () => server.close(),
  };
}

function idsOf(user: string): { readonly uid: number; readonly gid: number } {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, user], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) throw new Error(`There is no user "${user}" to run PostgreSQL as.`);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
