import { hostsWorkroom } from './set-up.test.support.ts';

/** Each command closes the Workroom that it loads. */
export default hostsWorkroom();
