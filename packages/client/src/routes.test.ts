import { type Operation, operations } from '@workroom/core/operations';
import { expect, it } from 'vitest';
import { routes } from './routes.ts';

it('the client contains only the method and the path of every operation', () => {
  // To update it: pnpm --filter @workroom/client routes
  const expected = Object.entries<Operation>(operations).map(([name, { method, path, body }]) => [
    name,
    `${method} ${path}${body === undefined ? '' : ' {}'}`,
  ]);
  expect(routes).toEqual(Object.fromEntries(expected));
});
