import { createHash } from 'node:crypto';
import aws4 from 'aws4';
import { s3Uploads } from './s3-uploads.ts';
import { testUploadStorage } from './storage-suite.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret/of+this/test' };
const region = 'eu-central-1';

/**
 * A bucket with the checks of S3: the signature, computed by another implementation, that signed headers
 * arrived as signed, the time, and the checksum of the body.
 */
function bucket() {
  const objects = new Map<string, { headers: Headers; body: Uint8Array }>();
  let nowMs = Date.parse('2026-03-02T09:00:00Z');

  function isSigned(request: Request): boolean {
    const url = new URL(request.url);
    const authorization = request.headers.get('authorization') ?? '';
    const inHeader = (name: string) => new RegExp(`${name}=([^,]+)`).exec(authorization)?.[1];
    const given = url.searchParams.get('X-Amz-Signature') ?? inHeader('Signature');
    const signQuery = url.searchParams.has('X-Amz-Signature');
    const names = (url.searchParams.get('X-Amz-SignedHeaders') ?? inHeader('SignedHeaders') ?? '').split(';');
    const date = url.searchParams.get('X-Amz-Date') ?? request.headers.get('x-amz-date') ?? '';
    const signedAt = Date.parse(date.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'));
    const lifeMs = Number(url.searchParams.get('X-Amz-Expires') ?? 900) * 1_000;
    if (nowMs >= signedAt + lifeMs) return false;
    url.searchParams.delete('X-Amz-Signature');
    const headers = Object.fromEntries(
      names.map((name) => [name, name === 'host' ? url.host : (request.headers.get(name) ?? '')]),
    );
    const path = url.pathname + url.search.replaceAll('+', '%20');
    const asked = { service: 's3', region, method: request.method, host: url.host, path, headers, signQuery };
    const made = aws4.sign(asked, credentials);
    const expected = signQuery
      ? new URL(`https://${url.host}${made.path}`).searchParams.get('X-Amz-Signature')
      : /Signature=(\w+)/.exec(String(made.headers?.Authorization))?.[1];
    return given === expected;
  }

  return {
    expire: () => {
      nowMs += 60_000;
    },
    nowMs: () => nowMs,
    async send(request: Request): Promise<Response> {
      const body = new Uint8Array(await request.clone().arrayBuffer());
      if (!isSigned(request)) return new Response('SignatureDoesNotMatch', { status: 403 });
      const url = new URL(request.url);
      if (request.method === 'PUT') {
        const sum = createHash('sha256').update(body).digest('base64');
        if (request.headers.get('x-amz-checksum-sha256') !== sum) return new Response('BadDigest', { status: 400 });
        objects.set(url.pathname, { headers: new Headers(request.headers), body });
        return new Response(null);
      }
      if (request.method === 'DELETE') {
        objects.delete(url.pathname);
        return new Response(null, { status: 204 });
      }
      const found = objects.get(url.pathname);
      if (found === undefined) return new Response(null, { status: 404 });
      const headers = new Headers();
      for (const [name, value] of found.headers)
        if (name.startsWith('x-amz-meta-') || name === 'content-type') headers.set(name, value);
      headers.set('content-length', String(found.body.length));
      const disposition = url.searchParams.get('response-content-disposition');
      if (disposition !== null) headers.set('content-disposition', disposition);
      return new Response(request.method === 'HEAD' ? null : new Uint8Array(found.body), { headers });
    },
  };
}

testUploadStorage('a bucket that speaks S3', () => {
  const { send, expire, nowMs } = bucket();
  const storage = s3Uploads({
    endpoint: 'https://s3.example.com',
    bucket: 'files',
    region,
    prefix: 'workroom/',
    ...credentials,
    nowMs,
    fetch: (input, init) => send(new Request(input, init)),
  });
  return {
    storage,
    expire,
    until: () => new Date(nowMs() + 60_000),
    // A browser sets the Content-Length header itself.
    send: ({ url, body, headers, ...init }) =>
      send(
        new Request(url, {
          ...init,
          headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(body.length) }) },
          ...(body === undefined ? {} : { body: new Uint8Array(body) }),
        }),
      ),
  };
});
