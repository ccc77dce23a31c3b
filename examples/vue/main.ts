import { createApp } from 'vue';
import Contract from './Contract.vue';

createApp(Contract, { contractId: new URLSearchParams(location.search).get('contract') }).mount('#app');
