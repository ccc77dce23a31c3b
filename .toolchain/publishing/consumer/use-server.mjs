// A minimal marketplace server: creates a contract over HTTP and reads it back as one of its people.
import { createClient } from '@workroom/client';
import { formatMoney } from '@workroom/core';
import { createWorkroom } from '@workroom/server';
import { simulatedProvider } from '@workroom/server/payments';

const workroom = createWorkroom({
  database: 'memory://',
  payments: simulatedProvider(),
  secretKeys: ['wk_consumer'],
  logger: () => {},
});
const answer = await workroom.fetch(
  new Request('https://market.example/workroom/contracts', {
    method: 'POST',
    headers: {
      authorization: 'Bearer wk_consumer',
      'content-type': 'application/json',
      'idempotency-key': 'match-1',
    },
    body: JSON.stringify({
      title: 'Brand identity',
      currency: 'USD',
      status: 'active',
      client: { id: 'dana', name: 'Dana Whitlock' },
      freelancer: { id: 'lee', name: 'Lee Okafor' },
      milestones: [{ title: 'Logo', amount: 50000 }],
    }),
  }),
);
const { id } = await answer.json();
const { token } = await workroom.sessions.create({ user: { id: 'dana', name: 'Dana Whitlock' } });
const client = createClient({
  baseUrl: 'https://market.example/workroom',
  session: async () => token,
  fetch: (input, init) => workroom.fetch(new Request(input, init)),
});
const contract = await client.getContract({ contractId: id });
await workroom.close();
console.log(
  JSON.stringify({
    status: answer.status,
    title: contract.title,
    price: formatMoney({ amount: contract.milestones[0].amount, currency: contract.currency }, 'en-US'),
  }),
);
