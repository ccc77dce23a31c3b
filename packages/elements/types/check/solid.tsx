/** @jsxImportSource solid-js */
import type {} from '@workroom/elements/types/solid';

export const page = () => (
  <workroom-provider base-url="/workroom" prop:fetchSession={async () => 'token'}>
    <milestone-workroom
      contract-id="ctr_1"
      class="wide"
      on:workroom-fund-request={(event) => event.respondWith(Promise.resolve({ paymentMethod: 'pm_1' }))}
    />
  </workroom-provider>
);

// @ts-expect-error — the properties are not `any`.
export const wrong = () => <milestone-workroom prop:contractId={7} />;
