import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { createWorkroom } from '@workroom/server';
import { simulatedProvider } from '@workroom/server/payments';
import { Hono } from 'hono';

const workroom = createWorkroom({
  database: process.env.DATABASE_URL ?? './.data', // PostgreSQL, or an embedded database in a folder
  payments: simulatedProvider(), // moves no real money
  secretKeys: [process.env.WORKROOM_SECRET_KEY ?? 'wk_sandbox'], // set it before you go live
});
const dana = { id: 'dana', name: 'Dana Whitlock' }; // the person who is signed in on your marketplace
const lee = { id: 'lee', name: 'Lee Okafor' };

// The values that a page's server fills in: version, hash and contract.
const elements = 'node_modules/@workroom/elements/dist';
const { version, files } = JSON.parse(readFileSync(`${elements}/cdn/integrity.json`, 'utf8'));
const page = readFileSync('index.html', 'utf8')
  .replaceAll('1.0.0', version)
  .replace('sha384-…', files[`milestone-workroom-${version}.js`].integrity);

const app = new Hono();
app.all('/workroom/*', (context) => workroom.fetch(context.req.raw));
app.post('/session', async (context) => context.json(await workroom.sessions.create({ user: dana })));
app.use('/cdn/*', serveStatic({ root: elements })); // a CDN in production
app.get('/contracts/:id', (context) =>
  context.html(page.replace('ctr_…', encodeURIComponent(context.req.param('id')))),
);
app.get('/', async (context) => {
  const milestones = [{ title: 'Logo', amount: 50_000 }];
  const { id } = await workroom.api.createContract({
    actor: 'server',
    idempotencyKey: 'demo', // repeating the key creates no second contract
    body: { title: 'Brand identity', currency: 'USD', status: 'active', client: dana, freelancer: lee, milestones },
  });
  return context.redirect(`/contracts/${id}`);
});
serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 4400) });
