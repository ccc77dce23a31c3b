// Kills the primary database under load, promotes its replica, and checks every acknowledged command. Needs the
// system's PostgreSQL 15. `--seconds 10` sets the total duration of commands.
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { startHost } from '../measure/host-process.ts';
import { seed } from '../measure/seed.ts';
import { startReplicatedPostgres } from './replicated-postgres.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' } } });
const untilMs = Number(values.seconds) * 1_000;
const connections = 16;
const contracts = 64;

const servers = await startReplicatedPostgres();
try {
  const seeded = await seed(servers.url, { contracts, milestones: 3, history: true, people: contracts });
  const host = await startHost('workroom.ts', { database: servers.url });
  const started = performance.now();
  const isOver = () => performance.now() - started > untilMs;
  const acknowledged: { readonly contract: string; readonly text: string; readonly atMs: number }[] = [];
  let retries = 0;

  /** Like a careful client: repeats the request with the same key until it gets an answer. */
  async function say(n: number, text: string): Promise<void> {
    const contract = seeded.contractId(n);
    while (!isOver()) {
      const answer = await fetch(`http://127.0.0.1:${host.port}/workroom/contracts/${contract}/messages`, {
        signal: AbortSignal.timeout(10_000),
        method: 'POST',
        headers: {
          authorization: `Bearer ${seeded.clientToken(n)}`,
          'content-type': 'application/json',
          'idempotency-key': text,
          prefer: 'return=minimal',
        },
        body: JSON.stringify({ text }),
      });
      await answer.arrayBuffer();
      if (answer.ok) {
        acknowledged.push({ contract, text, atMs: performance.now() - started });
        return;
      }
      if (answer.status < 500) throw new Error(`${text} was answered with ${answer.status}.`);
      retries += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const talk = async (connection: number) => {
    for (let n = 0; !isOver(); n += 1) await say((connection + n * connections) % contracts, `m-${connection}-${n}`);
  };
  const talking = Promise.all(Array.from({ length: connections }, (_, connection) => talk(connection)));
  await new Promise((resolve) => setTimeout(resolve, untilMs / 3));
  servers.killPrimary();
  const killedMs = performance.now() - started;
  await servers.promoteReplica();
  const promotedMs = performance.now() - started;
  await talking;
  await host.stop();

  const sql = postgres(servers.replicaUrl, { max: 1, onnotice: () => {} });
  const said = await sql<{ contract: string; text: string; times: number }[]>`
    select contract_id as contract, data->>'text' as text, count(*)::int as times
    from workroom.event where data->>'text' like 'm-%' group by 1, 2`;
  const gaps = await sql`
    select contract_id from workroom.event where contract_id <> (select min(contract_id) from workroom.event)
    group by 1 having max(seq) <> count(*) or max(seq) <> (select seq from workroom.contract c where c.id = contract_id)`;
  await sql.end();
  const times = new Map(said.map((row) => [`${row.contract} ${row.text}`, row.times]));
  const lost = acknowledged.filter(({ contract, text }) => !times.has(`${contract} ${text}`)).length;
  const firstAfter = acknowledged.filter(({ atMs }) => atMs > killedMs).map(({ atMs }) => atMs);
  const result = {
    acknowledged: acknowledged.length,
    acknowledgedBefore: acknowledged.filter(({ atMs }) => atMs <= killedMs).length,
    lost,
    twice: said.filter((row) => row.times > 1).length,
    contractsWithGaps: gaps.length,
    retriedRequests: retries,
    promotionMs: Math.round(promotedMs - killedMs),
    silenceMs: Math.round(Math.min(...firstAfter) - killedMs),
  };
  console.log(JSON.stringify(result, null, 2));
  if (lost > 0 || result.twice > 0 || gaps.length > 0) process.exitCode = 1;
} finally {
  servers.stop();
}
