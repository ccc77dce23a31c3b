import { readSettings } from './server/settings.ts';
import { startSandbox } from './server/start.ts';
import { StartProblem } from './server/start-problem.ts';

try {
  const settings = readSettings(process.env);
  const sandbox = await startSandbox({ settings, log: console.log });
  console.log(`Quillmoor, the Workroom sandbox, is ready at ${sandbox.url}
  Sign in there as anybody: Dana is the client, Lee the freelancer, Sam the mediator. No password.
  The API is at ${sandbox.url}/workroom; the secret key is ${settings.secretKey === 'wk_sandbox' ? 'wk_sandbox' : 'the one in WORKROOM_SECRET_KEY'}.
  Data is kept in ${settings.databaseUrl === null ? '' : 'the database of DATABASE_URL and in '}${settings.dataFolder}. Ctrl-C stops it.`);

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await sandbox.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  console.error(error.message);
  process.exit(1);
}
