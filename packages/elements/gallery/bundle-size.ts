// What a page loads for each element, Lit included: node gallery/bundle-size.ts
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, defaultClientConditions } from 'vite';

const budgetsKb: Readonly<Record<string, number>> = {
  'review-and-pay': 25,
  'milestone-workroom': 40,
  'activity-timeline': 40,
  'contract-list': 40,
  index: 55,
};

for (const [element, budget] of Object.entries(budgetsKb)) {
  const built = await build({
    configFile: false,
    root: join(import.meta.dirname, '..'),
    logLevel: 'error',
    resolve: { conditions: ['@workroom/source', ...defaultClientConditions] },
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: { input: `src/define/${element}.ts`, preserveEntrySignatures: 'strict' },
    },
  });
  const outputs = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  const code = outputs.map((each) => (each.type === 'chunk' ? each.code : '')).join('');
  const zod = outputs.some(
    (each) => each.type === 'chunk' && Object.keys(each.modules).some((id) => id.includes('/zod/')),
  );
  const kilobytes = gzipSync(code, { level: 9 }).length / 1000;
  console.log(`${element}: ${kilobytes.toFixed(1)} of ${budget} KB gzip${zod ? ', and Zod is in it' : ''}`);
}
