import { createWorkroom } from '@workroom/server';
import { toFastifyPlugin } from '@workroom/server/node';
import { simulatedProvider } from '@workroom/server/payments';
import fastify from 'fastify';

const workroom = createWorkroom({
  database: process.env.DATABASE_URL ?? './.data', // PostgreSQL, or an embedded database in a folder
  payments: simulatedProvider(), // moves no real money
  secretKeys: [process.env.WORKROOM_SECRET_KEY ?? 'wk_sandbox'], // set it before you go live
});

const app = fastify();
app.register(toFastifyPlugin(workroom), { prefix: '/workroom' });
app.post('/session', async () => {
  const user = { id: 'dana', name: 'Dana Whitlock' }; // the person who is signed in on your marketplace
  return workroom.sessions.create({ user });
});
await app.listen({ port: Number(process.env.PORT ?? 4400) });
