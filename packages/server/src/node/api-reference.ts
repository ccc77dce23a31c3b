import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ReferenceOption } from '../http/reference.ts';

/**
 * The `reference` option on Node: an interactive reference of the API with the Scalar that the host has installed.
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
  // From the host's own folder first: the package is the host's to install.
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

/** The package exports no path to the file; its own folder is that of whatever it exports. */
function fileOf(require: NodeJS.Require): string {
  const [folder] = require.resolve('@scalar/api-reference').split(/(?<=@scalar[/\\\\]api-reference)[/\\\\]/);
  return join(folder ?? '.', 'dist/browser/standalone.js');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
}
