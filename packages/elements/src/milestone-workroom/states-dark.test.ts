import { testScheme } from './states.test.support.ts';

afterEach(() => document.body.replaceChildren());

testScheme('dark');
