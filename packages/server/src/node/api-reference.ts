import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ReferenceOption } from '../http/reference.ts';

/**
 * The `reference` option on Node: an interactive API reference with the host's installation of Scalar.
 *
 * @example
 * createWorkroom({ reference: apiReference(), … });   // npm install @scalar/api-reference
 */
export function apiReference(): ReferenceOption {
  let script: Promise<string> | undefined;
  return {
    script() {
      script ??= readScript();
      return script;
    },
  };
}

async function readScript(): Promise<string> {
  // From the host's own folder first, because the host installs the package.
  for (const from of [`${process.cwd()}/package.json`, import.meta.url]) {
    try {
      return await readFile(fileOf(createRequire(from)), 'utf8');
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  throw new Error(
    'The API reference needs the package "@scalar/api-reference". Run "npm install @scalar/api-reference", or leave `reference` out.',
  );
}

/** The package does not export the path of the file, so its folder is found through another export. */
function fileOf(require: NodeJS.Require): string {
  const [folder] = require.resolve('@scalar/api-reference').split(/(?<=@scalar[/\\\\]api-reference)[/\\\\]/);
  return join(folder ?? '.', 'dist/browser/standalone.js');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
}
