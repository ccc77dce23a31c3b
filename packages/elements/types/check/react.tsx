/** @jsxImportSource react */
import type {} from '@workroom/elements/types/react';

export const page = (
  <workroom-provider baseUrl="/workroom" fetchSession={async () => 'token'}>
    <review-and-pay
      contract-id="ctr_1"
      dialog
      className="wide"
      onworkroom-release-request={(event) => event.respondWith(Promise.resolve({ paymentMethod: 'pm_1' }))}
      onworkroom-milestone-released={({ detail }) => detail.contract.title.trim()}
    />
  </workroom-provider>
);

// @ts-expect-error — the attributes are not `any`.
export const wrong = <review-and-pay contractId={7} />;
