// Writes types/elements.d.ts: pnpm --filter @workroom/elements types
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './bundle.ts';
import { elementTypes } from './manifest/element-types.ts';

writeFileSync(join(packageFolder, 'types', 'elements.d.ts'), elementTypes());
