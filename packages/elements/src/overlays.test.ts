import { testOverlays } from './testing/overlays-suite.test.support.ts';
import { shelves } from './testing/shelves.ts';

for (const { tag, alone } of shelves) testOverlays(tag, alone);
