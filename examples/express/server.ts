import { createWorkroom } from '@workroom/server';
import { toNodeHandler } from '@workroom/server/node';
import { simulatedProvider } from '@workroom/server/payments';
import express from 'express';

const workroom = createWorkroom({
  database: process.env.DATABASE_URL ?? './.data', // PostgreSQL, or an embedded database in a folder
  payments: simulatedProvider(), // moves no real money
  secretKeys: [process.env.WORKROOM_SECRET_KEY ?? 'wk_sandbox'], // set it before you go live
});

const app = express();
app.use('/workroom', toNodeHandler(workroom)); // before express.json(): bodies must arrive unread
app.post('/session', async (_request, response) => {
  const user = { id: 'dana', name: 'Dana Whitlock' }; // the person who is signed in on your marketplace
  response.json(await workroom.sessions.create({ user }));
});
app.listen(Number(process.env.PORT ?? 4400));
