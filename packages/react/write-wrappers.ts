// Writes src/*.ts from the elements' own descriptions: pnpm --filter @workroom/react wrappers
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wrappers } from './wrappers.ts';

for (const [file, source] of Object.entries(wrappers())) writeFileSync(join(import.meta.dirname, 'src', file), source);
