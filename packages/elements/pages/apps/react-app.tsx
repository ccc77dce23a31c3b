import type {} from '@workroom/elements/types/react';
import { StrictMode, useState } from 'react';

/** The decision on one contract in a React 19 page: attributes, events, and state that they change. */
export function ReactApp({ contractId }: { readonly contractId: string }) {
  const [released, setReleased] = useState('nothing');
  const [intents, setIntents] = useState(0);
  return (
    <StrictMode>
      <workroom-provider base-url="/workroom" session-endpoint="/session">
        <review-and-pay
          contract-id={contractId}
          onworkroom-release-request={() => setIntents((count) => count + 1)}
          onworkroom-milestone-released={({ detail }) => setReleased(detail.contract.title)}
        />
      </workroom-provider>
      <output>
        Released: {released}, asked {intents} times
      </output>
    </StrictMode>
  );
}
