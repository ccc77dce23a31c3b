import { startProcess } from './process-host.ts';
import { testHost } from './suite/test-host.ts';

testHost('Bun', () => startProcess('bun', ['--conditions=@workroom/source', 'fixtures/bun.ts']));
