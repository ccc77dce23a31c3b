// The second half of the build, after tsc: node build/build.ts
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minified, packageFolder } from './bundle.ts';
import { writeCdnFiles } from './cdn.ts';

const dist = join(packageFolder, 'dist');

// A page's bundler does not minify template literals.
for (const file of globSync('**/*.js', { cwd: dist })) {
  if (file.startsWith('cdn')) continue;
  const path = join(dist, file);
  writeFileSync(path, await minified(readFileSync(path, 'utf8'), path));
}
await writeCdnFiles();
await import('./write-descriptions.ts');
