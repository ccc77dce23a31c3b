import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { benches } from './benches/index.ts';
import { startDatabase } from './measure/database.ts';
import { printed, type Report } from './report.ts';

const { values, positionals } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '3' },
    contracts: { type: 'string', default: '100000' },
    moment: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
});
const asked = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(`There is no "${unknown.join('", "')}". Say one of:`);
  for (const { name, about } of benches) console.error(`  ${name.padEnd(12)} ${about}`);
  process.exit(2);
}

const database = await startDatabase();
const reports: Report[] = [];
try {
  for (const bench of asked) {
    const report = await bench.run(database, {
      moment: values.moment,
      seconds: values.moment ? 0.3 : Number(values.seconds),
      rounds: values.moment ? 1 : Number(values.rounds),
      contracts: values.moment ? 500 : Number(values.contracts),
      say: (what) => console.error(`${bench.name}: ${what}`),
    });
    reports.push(report);
    console.log(printed(report));
  }
} finally {
  await database.stop();
}
const machine = {
  at: new Date().toISOString(),
  node: process.version,
  postgres: database.version,
  cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  loadAverage: loadavg().map((load) => Number(load.toFixed(2))),
};
const json = JSON.stringify({ machine, reports }, null, 2);
if (values.out === undefined) console.log(`\n${json}`);
else writeFileSync(values.out, `${json}\n`);
