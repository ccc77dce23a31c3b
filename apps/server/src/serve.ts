import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createWorkroom, type Workroom } from '@workroom/server';
import { Hono } from 'hono';
import { createLog } from './log.ts';
import { mailOf } from './mail.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { paymentsOf } from './payments.ts';
import { type Settings, StartProblem } from './settings.ts';
import { uploadsOf } from './uploads.ts';

export interface Running {
  readonly url: string;
  /** `null` if metrics are disabled. */
  readonly metricsUrl: string | null;
  /** Accepts no more requests, finishes running ones, closes the database. */
  close(): Promise<void>;
}

/** @throws StartProblem for mistakes in the configuration */
export async function serve(settings: Settings): Promise<Running> {
  const metrics = createMetrics(() => workroom.figures());
  const workroom = openWorkroom(settings, metrics);
  let stopping = false;
  try {
    await workroom.ready;
  } catch (error) {
    await workroom.close().catch(() => {});
    throw new StartProblem(
      `- DATABASE_URL: the database cannot be used. ${error instanceof Error ? error.message : error} Run "workroom doctor" to see why.`,
    );
  }
  const open: { readonly url: string; readonly server: Server }[] = [];
  const closeAll = (graceMs: number) => Promise.all(open.map(({ server }) => closed(server, graceMs)));
  try {
    const listen = async (port: number, app: Hono) => {
      const listening = await listenOn(app, port, settings);
      open.push(listening);
      return listening.url;
    };
    const url = await listen(
      settings.PORT,
      routes(workroom, settings.WORKROOM_BASE_PATH, () => stopping),
    );
    const { WORKROOM_METRICS_PORT: metricsPort } = settings;
    const metricsUrl = metricsPort === null ? null : await listen(metricsPort, metricsRoutes(metrics));
    return {
      url,
      metricsUrl,
      async close() {
        stopping = true;
        // Streams end with the Workroom; the rest is cut off after the grace period.
        await Promise.all([closeAll(settings.WORKROOM_SHUTDOWN_SECONDS * 1_000), workroom.close()]);
      },
    };
  } catch (error) {
    await Promise.all([closeAll(0), workroom.close()]);
    throw error;
  }
}

function openWorkroom(settings: Settings, { tracer }: Metrics): Workroom {
  const perSecond = settings.WORKROOM_RATE_LIMIT;
  try {
    return createWorkroom({
      database: {
        url: settings.DATABASE_URL,
        prepare: settings.WORKROOM_DATABASE_PREPARE,
        maxConnections: settings.WORKROOM_DATABASE_CONNECTIONS,
      },
      schema: settings.WORKROOM_SCHEMA,
      autoMigrate: settings.WORKROOM_AUTO_MIGRATE,
      basePath: settings.WORKROOM_BASE_PATH,
      secretKeys: settings.WORKROOM_SECRET_KEY,
      sessionSecrets: settings.WORKROOM_SESSION_SECRET,
      origins: settings.WORKROOM_ORIGINS,
      allowedHeaders: settings.WORKROOM_ALLOWED_HEADERS,
      policy: settings.WORKROOM_POLICY,
      defaultLocale: settings.WORKROOM_DEFAULT_LOCALE,
      defaultTimeZone: settings.WORKROOM_DEFAULT_TIME_ZONE,
      issuer: settings.WORKROOM_ISSUER,
      payments: paymentsOf(settings),
      sweep: settings.WORKROOM_SWEEP_SECONDS === 0 ? false : { everyMs: settings.WORKROOM_SWEEP_SECONDS * 1_000 },
      rateLimit: perSecond === null ? false : { burst: perSecond * 10, perSecond },
      maxBodyBytes: settings.WORKROOM_MAX_BODY_BYTES,
      webhooks: {
        allowPrivateNetworks: settings.WORKROOM_PRIVATE_WEBHOOKS,
        encryptionKeys: settings.WORKROOM_WEBHOOK_KEY,
      },
      sessionAudience: settings.WORKROOM_SESSION_AUDIENCE,
      uploads: uploadsOf(settings),
      mail: mailOf(settings),
      closeWithinMs: settings.WORKROOM_SHUTDOWN_SECONDS * 1_000,
      logger: createLog(settings.WORKROOM_LOG_LEVEL),
      tracer,
    });
  } catch (error) {
    if (error instanceof TypeError) throw new StartProblem(`- ${error.message}`);
    throw error;
  }
}

/** The API, and the liveness and readiness probes. */
function routes(workroom: Workroom, basePath: string, isStopping: () => boolean): Hono {
  const app = new Hono();
  app.get('/health', (context) => context.json({ status: 'ok' }));
  app.get('/ready', async (context) => {
    if (isStopping()) return context.json({ status: 'stopping' }, 503);
    const answer = await workroom.fetch(new Request(`http://localhost${basePath}/health`));
    return context.json({ status: answer.ok ? 'ok' : 'database does not answer' }, answer.ok ? 200 : 503);
  });
  app.all(`${basePath.replace(/\/$/, '')}/*`, ({ req }) => workroom.fetch(req.raw));
  return app;
}

function metricsRoutes(metrics: Metrics): Hono {
  const app = new Hono();
  app.get('/metrics', async () => {
    const { contentType, body } = await metrics.text();
    return new Response(body, { headers: { 'content-type': contentType } });
  });
  return app;
}

function listenOn(
  app: Hono,
  port: number,
  { HOST: host, WORKROOM_KEEP_ALIVE_SECONDS, WORKROOM_HEADERS_SECONDS }: Settings,
): Promise<{ readonly url: string; readonly server: Server }> {
  // HTTP/1.0 requests, such as those of load balancer probes, have no Host header.
  const listener = getRequestListener(app.fetch, { hostname: 'localhost' });
  const server = createServer(
    { keepAliveTimeout: WORKROOM_KEEP_ALIVE_SECONDS * 1_000, headersTimeout: WORKROOM_HEADERS_SECONDS * 1_000 },
    listener,
  );
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new StartProblem(
          `- Port ${port} on ${host} cannot be taken (${error.code}). Set another one, or stop what listens there.`,
        ),
      );
    });
    server.listen(port, host, () => {
      const { address, port: taken } = server.address() as AddressInfo;
      const name = address === '0.0.0.0' || address === '::' ? 'localhost' : address;
      resolve({ url: `http://${name.includes(':') ? `[${name}]` : name}:${taken}`, server });
    });
  });
}

function closed(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    // A busy connection is closed right after its response.
    server.keepAliveTimeout = 1;
    server.closeIdleConnections();
  });
}
