import { serve } from './serve.ts';
import { readSettings, StartProblem } from './settings.ts';

try {
  const running = await serve(readSettings(process.env));
  console.log(JSON.stringify({ level: 'info', message: 'ready', url: running.url, metrics: running.metricsUrl }));
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await running.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  console.error(`The server cannot start:\n${error.message}`);
  process.exit(1);
}
