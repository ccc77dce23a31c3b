import { type Operation, operations } from '@workroom/core/operations';
import { expect, it } from 'vitest';
import { routes } from './routes.ts';

it('the client knows every operation by its method and path, and nothing else of it', () => {
  // What differs is to be copied into routes.ts as it stands here.
  const expected = Object.entries<Operation>(operations).map(([name, { method, path, body }]) => [
    name,
    `${method} ${path}${body === undefined ? '' : ' {}'}`,
  ]);
  expect(routes).toEqual(Object.fromEntries(expected));
});
