import { startProcess } from './process-host.ts';
import { testHost } from './suite/test-host.ts';

testHost('Deno', () =>
  startProcess('deno', [
    'run',
    '--no-config',
    '--no-lock',
    '--node-modules-dir=manual',
    '--conditions=@workroom/source',
    '--allow-all',
    'fixtures/deno.ts',
  ]),
);
