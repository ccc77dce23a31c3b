import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

// Each unused module costs every process start-up time and memory.
const usedBySome = ['postgres', '@electric-sql/pglite', 'nodemailer', 'aws4fetch', 'commander'];

test('importing the kit loads no optional module, such as a driver or mailer', async () => {
  const code = `
    import { registerHooks } from 'node:module';
    const packages = new Set();
    registerHooks({
      load(url, context, next) {
        const found = url.split('/node_modules/').at(-1).match(/^(@[^/]+[/][^/]+|[^/]+)[/]/)?.[1];
        if (url.includes('/node_modules/') && found !== undefined) packages.add(found);
        return next(url, context);
      },
    });
    await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)});
    console.log(JSON.stringify([...packages]));`;
  const flags = ['--conditions=@workroom/source', '--input-type=module', '--eval', code];
  const { stdout } = await promisify(execFile)(process.execPath, flags);
  const loaded: readonly string[] = JSON.parse(stdout);
  expect(loaded).toContain('zod');
  expect(loaded.filter((name) => usedBySome.includes(name))).toEqual([]);
});
