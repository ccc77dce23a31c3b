'use client';

import { MilestoneWorkroom, WorkroomProvider } from '@workroom/react';

export function Room({ contractId }: { readonly contractId: string }) {
  return (
    <WorkroomProvider baseUrl="/workroom" sessionEndpoint="/session">
      <MilestoneWorkroom contractId={contractId} />
    </WorkroomProvider>
  );
}
