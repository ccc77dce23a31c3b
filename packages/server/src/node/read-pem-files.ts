import { readFile } from 'node:fs/promises';

/** Reads the certificates and keys of a database URL. @throws TypeError for an unreadable file */
export async function readPemFiles<Name extends string>(
  paths: Readonly<Partial<Record<Name, string>>>,
): Promise<Partial<Record<Name, string>>> {
  const files: Partial<Record<Name, string>> = {};
  for (const [name, path] of Object.entries(paths) as [Name, string][]) {
    try {
      files[name] = await readFile(path, 'utf8');
    } catch (cause) {
      throw new TypeError(`The database URL names the file ${path}, which cannot be read. Correct its path.`, {
        cause,
      });
    }
  }
  return files;
}
