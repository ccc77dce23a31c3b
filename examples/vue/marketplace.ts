import { createWorkroom } from '@workroom/server';
import { toNodeHandler } from '@workroom/server/node';
import { simulatedProvider } from '@workroom/server/payments';
import type { Plugin } from 'vite';

const dana = { id: 'dana', name: 'Dana Whitlock' }; // the person who is signed in on your marketplace
const lee = { id: 'lee', name: 'Lee Okafor' };

/** Your server, inside the development server so that one command starts both. */
export function marketplace(): Plugin {
  return {
    name: 'marketplace',
    apply: 'serve',
    configureServer({ middlewares }) {
      const workroom = createWorkroom({
        database: process.env.DATABASE_URL ?? './.data', // PostgreSQL, or an embedded database in a folder
        payments: simulatedProvider(), // moves no real money
        secretKeys: [process.env.WORKROOM_SECRET_KEY ?? 'wk_sandbox'], // set it before you go live
      });
      middlewares.use('/workroom', toNodeHandler(workroom));
      middlewares.use('/session', async (_request, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(await workroom.sessions.create({ user: dana })));
      });
      middlewares.use(async (request, response, next) => {
        if (request.url !== '/') return next();
        const milestones = [{ title: 'Logo', amount: 50_000 }];
        const { id } = await workroom.api.createContract({
          actor: 'server',
          idempotencyKey: 'demo', // repeating the key creates no second contract
          body: {
            title: 'Brand identity',
            currency: 'USD',
            status: 'active',
            client: dana,
            freelancer: lee,
            milestones,
          },
        });
        response.writeHead(302, { location: `/?contract=${id}` }).end();
      });
    },
  };
}
