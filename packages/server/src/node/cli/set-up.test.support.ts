import { createWorkroom } from '../../create-workroom.ts';
import { simulatedProvider } from '../../payments/index.ts';

export function hostsWorkroom() {
  return createWorkroom({
    database: 'memory://',
    payments: simulatedProvider(),
    sessionSecrets: ['a secret for tests of at least 32 bytes'],
    sweep: false,
    logger: () => {},
  });
}

/** Like a host's own module. */
export default hostsWorkroom();
