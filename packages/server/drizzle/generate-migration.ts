import { readFile, writeFile } from 'node:fs/promises';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { migrations } from '../src/store/migrations.ts';
import { workroomSchema } from '../src/store/schema.ts';

// Writes the migration from the last snapshot to the schema, and the next snapshot:
// `pnpm run generate-migration <name>`. You may edit the migration before it is released, but never after.

const [name] = process.argv.slice(2);
if (name === undefined || !/^[a-z0-9-]+$/.test(name)) throw new Error('Name the migration in lower-case letters.');

const snapshotFile = new URL('snapshot.json', import.meta.url);
const migrationsFile = new URL('../src/store/generated-migrations.ts', import.meta.url);
const before = JSON.parse(await readFile(snapshotFile, 'utf8'));
const after = generateDrizzleJson(workroomSchema(), before.id);
const statements = await generateMigration(before, after);
if (statements.length === 0) throw new Error('The schema is as the last migration left it.');

const known = await readFile(migrationsFile, 'utf8');
const number = String(migrations.length + 1).padStart(4, '0');
const text = statements
  .join('\n')
  .replaceAll('"workroom".', '{schema}.')
  .replaceAll('\\', '\\\\')
  .replaceAll('`', '\\`');
const step = `  {\n    name: '${number}-${name}',\n    sql: \`\n${text}\n\`,\n  },\n];\n`;
await writeFile(migrationsFile, known.replace(/\];\s*$/, step));
await writeFile(snapshotFile, `${JSON.stringify(after, null, 2)}\n`);
