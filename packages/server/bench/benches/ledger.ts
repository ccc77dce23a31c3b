import { get } from 'node:http';
import type { Bench } from '../bench.ts';
import { secretKey } from '../hosts/secrets.ts';
import { type HostProcess, startHost } from '../measure/host-process.ts';
import { seed } from '../measure/seed.ts';
import type { Measured } from '../report.ts';

const rowsAsked = 1_000_000;
const formats = ['csv', 'ndjson'] as const;

/** The ledger of all contracts in one response, and the growth of the process meanwhile. */
export const ledger: Bench = {
  name: 'ledger',
  about: 'a million movements in one answer, as CSV and as JSON lines: memory and time',
  async run(database, { moment, say }) {
    const url = await database.freshDatabase();
    const rows = moment ? 2_000 : rowsAsked;
    // Seventeen movements each.
    const contracts = Math.ceil(rows / 17);
    say(`seeding ${contracts} contracts`);
    await seed(url, { contracts, milestones: 3, paid: 2, history: true, people: 1_000 });
    const figures = [];
    const measured: Measured[] = [];
    for (const format of formats) {
      // One process each, because the second measurement would start with a grown process.
      const host = await startHost('workroom.ts', { database: url });
      const counted = await startHost('workroom.ts', { database: url }, ['--expose-gc']);
      try {
        const few = await read(host, format, rows / 10);
        const all = await read(host, format, rows);
        await read(counted, format, rows / 10);
        const heap = await read(counted, format, rows / 10);
        say(`${format}: ${all.lines} lines, ${(all.bytes / 2 ** 20).toFixed(0)} MB`);
        const name = format === 'csv' ? 'CSV' : 'JSON lines';
        figures.push(
          {
            name: `${rows.toLocaleString('en-US')} movements as ${name}: the process grows over a tenth of them by`,
            value: Math.max(0, all.peakMb - few.peakMb),
            unit: 'MB',
            target: { atMost: 64 },
          },
          {
            name: `${name}: the heap without garbage grows while they are sent by`,
            value: Math.max(0, heap.peakHeapMb - heap.startHeapMb),
            unit: 'MB',
            target: { atMost: 16 },
          },
        );
        measured.push({
          what: `${name}, movements`,
          perSecond: all.lines / all.seconds,
          hostCpuUs: (all.cpuSeconds / all.lines) * 1e6,
          residentMb: all.peakMb,
        });
      } finally {
        await Promise.all([host.stop(), counted.stop()]);
      }
    }
    return { bench: 'ledger', figures, measured };
  },
};

const everyMs = 100;

/** Reads a response to its end, and measures the process meanwhile. */
async function read(host: HostProcess, format: string, rows: number) {
  const before = await host.usage();
  let [peak, peakHeap] = [before.residentBytes, before.heapBytes];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const { residentBytes, heapBytes } = await host.usage();
      peak = Math.max(peak, residentBytes);
      peakHeap = Math.max(peakHeap, heapBytes);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  })();
  const started = performance.now();
  const { lines, bytes } = await readAll(host.port, `/workroom/ledger?format=${format}&limit=${rows}`);
  const seconds = (performance.now() - started) / 1_000;
  isOver = true;
  await watching;
  const { cpuSeconds } = await host.usage();
  return {
    lines,
    bytes,
    seconds,
    cpuSeconds: cpuSeconds - before.cpuSeconds,
    startHeapMb: before.heapBytes / 2 ** 20,
    peakMb: peak / 2 ** 20,
    peakHeapMb: peakHeap / 2 ** 20,
  };
}

function readAll(port: number, path: string): Promise<{ readonly lines: number; readonly bytes: number }> {
  return new Promise((resolve, reject) => {
    get({ port, path, host: '127.0.0.1', headers: { authorization: `Bearer ${secretKey}` } }, (answer) => {
      let [lines, bytes] = [0, 0];
      answer.on('data', (piece: Buffer) => {
        bytes += piece.length;
        for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1;
      });
      answer.once('error', reject);
      answer.once('end', () =>
        answer.statusCode === 200 && answer.complete
          ? resolve({ lines, bytes })
          : reject(new Error(`Answered ${answer.statusCode} in ${bytes} bytes.`)),
      );
    }).once('error', reject);
  });
}
