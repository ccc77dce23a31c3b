import type { Hono } from 'hono';

/** An interactive reference of the API, at `docs` below the base path. */
export interface ReferenceOption {
  /** The text of Scalar's `standalone.js`. It is served from here, so the page loads nothing from other hosts. */
  readonly script: () => Promise<string>;
}

// Scalar writes style elements; scripts and connections are restricted to the page's origin.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// Addresses are relative, so that the page works wherever the handler is mounted.
const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Workroom API</title>
    <link rel="icon" href="data:," />
    <script src="docs/scalar.js" defer></script>
    <script src="docs/start.js" defer></script>
  </head>
  <body>
    <div id="reference"></div>
  </body>
</html>
`;

// Nothing that contacts another host: no fonts, no telemetry, no assistant, no proxy.
const start = `Scalar.createApiReference('#reference', {
  url: new URL('openapi.json', document.baseURI).href,
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  persistAuth: false,
  defaultOpenAllTags: true,
});
`;

export function addReference(app: Hono, { script }: ReferenceOption): void {
  app.get('/docs', () => text(page, 'text/html; charset=utf-8', { 'content-security-policy': policy }));
  app.get('/docs/start.js', () => text(start, 'text/javascript; charset=utf-8'));
  app.get('/docs/scalar.js', async () => text(await script(), 'text/javascript; charset=utf-8'));
}

function text(body: string, type: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(body, { headers: { ...headers, 'content-type': type } });
}
