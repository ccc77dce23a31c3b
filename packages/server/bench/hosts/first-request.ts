// The time from the first line of a host to its first response, in a separate process.
const started = performance.now();
const cpuAtStart = process.cpuUsage();
const { createWorkroom } = await import('@workroom/server');
const { instantProvider } = await import('./instant-provider.ts');
const { secretKey, sessionSecret } = await import('./secrets.ts');
const imported = performance.now();
const { database }: { database: string } = JSON.parse(process.argv[2] ?? '{}');
const workroom = createWorkroom({
  database,
  payments: instantProvider,
  secretKeys: [secretKey],
  sessionSecrets: [sessionSecret],
  sweep: false,
  logger: () => {},
});
const request = new Request('http://bench/workroom/contracts', { headers: { authorization: `Bearer ${secretKey}` } });
const response = await workroom.fetch(request);
const answered = performance.now();
const { user, system } = process.cpuUsage(cpuAtStart);
if (!response.ok) throw new Error(await response.text());
process.send?.({
  port: 0,
  importMs: imported - started,
  firstAnswerMs: answered - started,
  cpuMs: (user + system) / 1_000,
});
await workroom.close();
process.disconnect?.();
