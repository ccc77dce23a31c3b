// Writes src/routes.ts from the operations table: pnpm --filter @workroom/client routes
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Operation, operations } from '@workroom/core/operations';

const lines = Object.entries<Operation>(operations).map(
  ([name, { method, path, body }]) => `  ${name}: '${method} ${path}${body === undefined ? '' : ' {}'}',`,
);
const source = `import type { OperationName } from '@workroom/core/api';

/**
 * Method and path of every operation, and \`{}\` behind those that carry a body: all that a browser needs of
 * the operations table. Written from it by \`pnpm --filter @workroom/client routes\`.
 */
export const routes: Readonly<Record<OperationName, string>> = {
${lines.join('\n')}
};
`;
writeFileSync(join(import.meta.dirname, 'src', 'routes.ts'), source);
