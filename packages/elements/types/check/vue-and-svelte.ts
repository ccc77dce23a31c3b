import type {} from '@workroom/elements/types/svelte';
import type {} from '@workroom/elements/types/vue';
import type { SvelteHTMLElements } from 'svelte/elements';
import type { GlobalComponents } from 'vue';

export const inSvelte: SvelteHTMLElements['review-and-pay'] = {
  'contract-id': 'ctr_1',
  class: 'wide',
  'onworkroom-milestone-released': ({ detail }) => detail.contract.title.trim(),
};

// @ts-expect-error — the properties are not `any`.
export const wrongInSvelte: SvelteHTMLElements['review-and-pay'] = { contractId: 7 };

type VueProps = InstanceType<GlobalComponents['review-and-pay']>['$props'];

export const inVue: VueProps = {
  'contract-id': 'ctr_1',
  class: 'wide',
  onWorkroomMilestoneReleased: ({ detail }) => detail.contract.title.trim(),
};

// @ts-expect-error — the properties are not `any`.
export const wrongInVue: VueProps = { contractId: 7 };
