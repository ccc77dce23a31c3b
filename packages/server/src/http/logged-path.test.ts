import { expect, test } from 'vitest';
import { loggedPath } from './logged-path.ts';

test.each([
  ['/workroom/files/eyJmaWxlIjo.c2lnbmF0dXJl', '/workroom/files/…'],
  ['/files/eyJmaWxlIjo.c2lnbmF0dXJl', '/files/…'],
  ['/a/b/files/eyJ/c2ln', '/a/b/files/…'],
  ['/workroom/contracts/ctr_1/files/upl_1', '/workroom/contracts/ctr_1/files/upl_1'],
  ['/workroom/contracts/ctr_1', '/workroom/contracts/ctr_1'],
])('%s is logged as %s', (path, logged) => {
  expect(loggedPath(path)).toBe(logged);
});
