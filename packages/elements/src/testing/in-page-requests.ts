import type { QuotedCommand } from '@workroom/core';
import { type OperationName, operations, schemas } from '@workroom/core/api';

// Parses a request with the real operations table and the real schemas.

export function routeOf(
  request: Request,
  basePath: string,
): { name: OperationName; parameters: Readonly<Record<string, string>> } | null {
  const path = new URL(request.url).pathname.slice(basePath.length);
  for (const [name, { method, path: template }] of Object.entries(operations)) {
    if (method !== request.method) continue;
    const found = new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(path);
    if (found !== null) return { name: name as OperationName, parameters: { ...found.groups } };
  }
  return null;
}

export function quotedIn(query: URLSearchParams): QuotedCommand {
  const asked = schemas.QuoteQuery.parse(Object.fromEntries(query));
  const { command, milestoneId, paymentId, amount = 0 } = asked;
  if (command !== 'return') return asked as QuotedCommand;
  return {
    command,
    from: milestoneId === undefined ? { paymentId: paymentId ?? 'pay_none' } : { milestoneId },
    amount,
  };
}

type Parsed =
  | { success: true; data: object }
  | { success: false; errors: { pointer: string; code: string; message: string }[] };

export function bodyOf(name: string, text: string): Parsed {
  const schema = schemas[name as 'ReleaseBody'];
  const parsed = schema.safeParse(text === '' ? {} : JSON.parse(text));
  if (parsed.success) return parsed;
  return {
    success: false,
    errors: parsed.error.issues.map(({ path, code, message }) => ({
      pointer: path.map((step) => `/${String(step)}`).join(''),
      code,
      message,
    })),
  };
}
