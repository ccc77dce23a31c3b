import { expect } from 'chai';
import { LazyPart } from './lazy-part.ts';

it('a part is loaded once, however many ask for it', async () => {
  let loads = 0;
  const part = new LazyPart(async () => {
    loads += 1;
    return 'views';
  });
  expect(await Promise.all([part.load(), part.load()])).to.deep.equal(['views', 'views']);
  expect([await part.load(), part.module, loads]).to.deep.equal(['views', 'views', 1]);
});

it('a part that did not come is asked for again', async () => {
  const answers = [() => Promise.reject(new TypeError('Failed to fetch')), () => Promise.resolve('views')];
  const part = new LazyPart(() => answers.shift()?.() ?? Promise.reject(new Error('asked once too often')));
  const failed = await part.load().catch((error: unknown) => error);
  expect([failed instanceof TypeError, part.module]).to.deep.equal([true, null]);
  expect(await part.load()).to.equal('views');
});
