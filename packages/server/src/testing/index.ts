export { type Elapsed, openTestWorkroom, type TestWorkroom, type TestWorkroomOptions } from './test-workroom.ts';
