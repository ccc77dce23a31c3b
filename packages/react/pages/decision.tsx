import { ReviewAndPay, WorkroomProvider } from '@workroom/react';
import { StrictMode, useState } from 'react';

/** The decision on one contract: properties, events, and state that they change. */
export function Decision({ contractId }: { readonly contractId: string }) {
  const [released, setReleased] = useState('nothing');
  const [asked, setAsked] = useState(0);
  return (
    <StrictMode>
      <WorkroomProvider baseUrl="/workroom" sessionEndpoint="/session">
        <ReviewAndPay
          contractId={contractId}
          onReleaseRequest={() => setAsked((times) => times + 1)}
          onMilestoneReleased={({ detail }) => setReleased(detail.contract.title)}
        />
      </WorkroomProvider>
      <output>
        Released: {released}, asked {asked} times
      </output>
    </StrictMode>
  );
}
