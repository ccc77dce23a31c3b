import { redirect } from 'next/navigation';
import { workroom } from '../workroom.ts';

export const dynamic = 'force-dynamic';

export default async function Page() {
  const { id } = await workroom.api.createContract({
    actor: 'server',
    idempotencyKey: 'demo', // repeating the key creates no second contract
    body: {
      title: 'Brand identity',
      currency: 'USD',
      status: 'active',
      client: { id: 'dana', name: 'Dana Whitlock' },
      freelancer: { id: 'lee', name: 'Lee Okafor' },
      milestones: [{ title: 'Logo', amount: 50_000 }],
    },
  });
  redirect(`/contracts/${id}`);
}
