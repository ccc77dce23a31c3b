import '@workroom/elements/define';
import type { WorkroomEventMap } from '@workroom/elements';
import { createApp, defineComponent, h, ref } from 'vue';

const App = defineComponent({
  props: { contractId: { type: String, required: true } },
  setup({ contractId }) {
    const released = ref('nothing');
    return () => [
      h('workroom-provider', { baseUrl: '/workroom', sessionEndpoint: '/session' }, [
        h('review-and-pay', {
          contractId,
          'onWorkroom-milestone-released': ({ detail }: WorkroomEventMap['workroom-milestone-released']) => {
            released.value = detail.contract.title;
          },
        }),
      ]),
      h('output', `Released: ${released.value}`),
    ];
  },
});

const root = document.querySelector('#root');
if (!(root instanceof HTMLElement)) throw new Error('no root');
createApp(App, { contractId: root.dataset.contract ?? '' }).mount(root);
