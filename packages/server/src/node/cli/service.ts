import { type Terminal, UsageProblem } from './terminal.ts';

export interface ServiceChoice {
  readonly url?: string | undefined;
  readonly secretKey?: string | undefined;
}

/** Sends a request to a running service as the marketplace's server. @throws UsageProblem with what to do */
export async function askService(
  { fetch }: Terminal,
  { url, secretKey }: ServiceChoice,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<unknown> {
  if (url === undefined)
    throw new UsageProblem('No service is given. Pass --url https://…/workroom or set WORKROOM_URL.');
  if (!URL.canParse(url)) throw new UsageProblem(`--url "${url}" is not a URL.`);
  if (secretKey === undefined)
    throw new UsageProblem('No secret key is given. Pass --secret-key wk_… or set WORKROOM_SECRET_KEY.');
  const target = `${url.replace(/\/+$/, '')}${path}`;
  const response = await fetch(target, {
    method,
    headers: {
      authorization: `Bearer ${secretKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: Error) => {
    throw new UsageProblem(
      `${target} cannot be reached (${reasonOf(error)}). Check --url, and that the service is running.`,
    );
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  if (isProblem(answer)) throw new UsageProblem(`${target} answered ${response.status}: ${answer.detail}`);
  throw new UsageProblem(
    `${target} answered ${response.status} and is not a Workroom. --url must end with its base path: run "workroom doctor --url …".`,
  );
}

/** The reason of a failed connection, which fetch hides. */
export function reasonOf({ message, cause }: Error): string {
  if (!(cause instanceof Error)) return message;
  return 'code' in cause ? String(cause.code) : cause.message;
}

export function isProblem(answer: unknown): answer is { readonly code: string; readonly detail: string } {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'detail' in answer;
}
