import { MilestoneWorkroom, WorkroomProvider } from '@workroom/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

function Contract({ contractId }: { readonly contractId: string }) {
  return (
    <WorkroomProvider baseUrl="/workroom" sessionEndpoint="/session">
      <MilestoneWorkroom contractId={contractId} />
    </WorkroomProvider>
  );
}

const contractId = new URLSearchParams(location.search).get('contract') ?? '';
const root = document.querySelector('#app');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Contract contractId={contractId} />
    </StrictMode>,
  );
}
