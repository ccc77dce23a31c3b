import { type DatabaseChoice, withStore } from './open.ts';
import type { ExitCode, Terminal } from './terminal.ts';

export function migrate({ out }: Terminal, given: DatabaseChoice & { readonly json?: boolean }): Promise<ExitCode> {
  return withStore(given, async (store): Promise<ExitCode> => {
    const { missing } = await store.schemaState();
    await store.migrate();
    const { applied, newer } = await store.schemaState();
    if (given.json) out(JSON.stringify({ made: missing, applied, newer }));
    else if (missing.length === 0) out(`The schema "${given.schema}" is up to date.`);
    else for (const name of missing) out(`applied ${name}`);
    return 0;
  });
}
