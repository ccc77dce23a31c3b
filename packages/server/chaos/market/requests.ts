import type { Command, Person } from '@workroom/core';
import { type Operation, operations } from '@workroom/core/api';
import type { Workroom } from '@workroom/server';
import { isStaff } from './people.ts';

export type Caller = Person | 'server';

export interface Sent {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly key?: string;
  /** The version that the caller saw. */
  readonly version?: number;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly isReplay: boolean;
}

export type OperationName = keyof typeof operations;

export const secretKey = 'wk_chaos_0123456789abcdefghij';

/** Calls one Workroom over HTTP, without a network. */
export function callerOf(workroom: Workroom) {
  const tokens = new Map<string, Promise<string>>();
  const authorization = async (caller: Caller) => {
    if (caller === 'server') return `Bearer ${secretKey}`;
    const known =
      tokens.get(caller.id) ??
      workroom.sessions
        .create({ user: caller, operator: isStaff(caller), ttlSeconds: 86_400 })
        .then(({ token }) => token);
    tokens.set(caller.id, known);
    return `Bearer ${await known}`;
  };
  return async (name: OperationName, caller: Caller, sent: Sent = {}): Promise<Answer> => {
    const { method, path }: Operation = operations[name];
    const { parameters = {}, query, body, key, version } = sent;
    const filled = path.replace(/\{(\w+)\}/g, (_, parameter: string) =>
      encodeURIComponent(parameters[parameter] ?? ''),
    );
    const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
    const response = await workroom.fetch(
      new Request(`http://market.test/workroom${filled}${search}`, {
        method,
        headers: {
          authorization: await authorization(caller),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? null : JSON.parse(text),
      isReplay: response.headers.has('idempotency-replayed'),
    };
  };
}

export type Call = ReturnType<typeof callerOf>;

/** The request of a command; `null` for commands that no caller can give. */
export function requestFor(
  contractId: string,
  { type, ...fields }: Command,
): { readonly name: OperationName; readonly sent: Sent } | null {
  const entries = Object.entries(operations) as [OperationName, Operation][];
  const [name, operation] = entries.find(([, { command }]) => command === type) ?? [];
  if (name === undefined || operation === undefined) return null;
  const named = new Set([...operation.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter));
  const parameters: Record<string, string> = { contractId };
  const body: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (named.has(field)) parameters[field] = String(value);
    else body[field] = value;
  }
  return { name, sent: { parameters, ...(operation.body === undefined ? {} : { body }) } };
}
