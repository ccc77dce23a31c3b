import { type Finding, well, wrong } from './findings.ts';
import { isProblem, reasonOf, type ServiceChoice } from './service.ts';
import type { Terminal } from './terminal.ts';

type Given = ServiceChoice & { readonly url: string; readonly origin?: readonly string[] };

/** Common mistakes around the service: its base path, keys and origins. */
export async function serviceFindings(terminal: Terminal, given: Given): Promise<readonly Finding[]> {
  if (!URL.canParse(given.url))
    return [wrong('service', `"${given.url}" is not a URL`, 'Pass --url https://market.example/workroom.')];
  const url = given.url.replace(/\/+$/, '');
  const mounted = await basePath(terminal, url);
  if (mounted.level !== 'well') return [mounted];
  const findings = [mounted];
  for (const origin of given.origin ?? []) findings.push(await originIsLetIn(terminal, url, origin));
  if (given.secretKey !== undefined) findings.push(await keyIsKnown(terminal, url, given.secretKey));
  return findings;
}

async function basePath({ fetch }: Terminal, url: string): Promise<Finding> {
  const check = 'base path';
  const health = await isHealthy(fetch, url);
  if (health === true) return well(check, `a Workroom answers at ${url}`);
  if (health !== false) return wrong('service', health, 'Check --url, and that the service is running.');
  const { origin, pathname } = new URL(url);
  const others = [...new Set(['/workroom', '', `${pathname}/workroom`, '/api/workroom', '/api'])];
  for (const path of others) {
    const other = `${origin}${path.replace(/\/+/g, '/').replace(/\/$/, '')}`;
    if (other !== url && (await isHealthy(fetch, other)) === true) {
      return wrong(
        check,
        `no Workroom answers at ${url}, but one does at ${other}`,
        `Use ${other} as base-url in the page, or mount the handler at the path of the \`basePath\` option.`,
      );
    }
  }
  return wrong(
    check,
    `no Workroom answers at ${url}`,
    'Mount the handler at the `basePath` option (default /workroom) with everything below it, and let the proxy pass that path through unchanged.',
  );
}

/** @returns `false` if something else answers; the reason if nothing does */
async function isHealthy(fetch: Terminal['fetch'], url: string): Promise<boolean | string> {
  try {
    const response = await fetch(`${url}/health`, { redirect: 'manual' });
    const answer: unknown = await response.json().catch(() => null);
    if (typeof answer === 'object' && answer !== null && 'status' in answer && answer.status === 'ok') return true;
    return isProblem(answer) && answer.code === 'unavailable' ? `${url} answers, but its database does not` : false;
  } catch (error) {
    return `${url} cannot be reached (${error instanceof Error ? reasonOf(error) : error})`;
  }
}

/** The preflight request of a browser on that page. */
async function originIsLetIn({ fetch }: Terminal, url: string, origin: string): Promise<Finding> {
  const check = `origin ${origin}`;
  const { headers } = await fetch(`${url}/contracts`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  });
  if (headers.get('access-control-allow-origin') === origin) return well(check, 'its pages may call the service');
  if (new URL(url).origin === origin) return well(check, 'the service’s own origin');
  return wrong(
    check,
    'its pages may not call the service: browsers will refuse every request',
    `Add '${origin}' to the \`origins\` option, exactly like this: scheme, host and port, without a path or trailing slash.`,
  );
}

async function keyIsKnown({ fetch }: Terminal, url: string, secretKey: string): Promise<Finding> {
  const check = 'secret key';
  const response = await fetch(`${url}/contracts?limit=1`, { headers: { authorization: `Bearer ${secretKey}` } });
  await response.body?.cancel();
  if (response.ok) return well(check, 'known to the service');
  return wrong(
    check,
    `the service answered ${response.status}`,
    'Add this key to the `secretKeys` option, or use one of those. A proxy must pass the `Authorization` header through.',
  );
}
