import { simulatedProvider } from '@workroom/server/payments';
import { testProvider } from '@workroom/server/provider-suite';

testProvider('simulated', async () => ({
  provider: simulatedProvider(),
  currency: 'USD',
  clientId: 'dana',
  freelancerId: 'lee',
  methods: { succeeds: null, declined: 'pm_declined' },
}));
