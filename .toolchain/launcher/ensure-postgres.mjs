import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { hasPostgres } from '../testing/postgres-binaries.mjs';
import { aptInstall, canAptInstall } from './apt.mjs';

const clusterSettings = '/etc/postgresql-common/createcluster.conf';

/** PostgreSQL 18 comes from npm. The oldest version we support comes from the system, or its suite is skipped. */
export async function ensurePostgres() {
  if (hasPostgres(15)) return;
  if (process.env.CI && canAptInstall()) {
    console.log('Installing PostgreSQL 15 …');
    if (!existsSync(clusterSettings)) {
      // Otherwise the package would start its own server, which no test uses.
      mkdirSync('/etc/postgresql-common', { recursive: true });
      writeFileSync(clusterSettings, 'create_main_cluster = false\n');
    }
    if ((await aptInstall(['postgresql-15'])) && hasPostgres(15)) return;
  }
  console.log('No PostgreSQL 15 on this machine: its tests are skipped (Debian: apt-get install postgresql-15).');
}
