import { expect } from 'chai';
import { render } from 'lit';
import { LazyPart, OwnPart } from './lazy-part.ts';
import type { Localize } from './localize.ts';
import type { MessagePart } from './messages.ts';

it('a part is loaded once for concurrent requests', async () => {
  let loads = 0;
  const part = new LazyPart(async () => {
    loads += 1;
    return 'views';
  });
  expect(await Promise.all([part.load(), part.load()])).to.deep.equal(['views', 'views']);
  expect([await part.load(), part.module, loads]).to.deep.equal(['views', 'views', 1]);
});

it('a part that failed to load can be requested again', async () => {
  const answers = [() => Promise.reject(new TypeError('Failed to fetch')), () => Promise.resolve('views')];
  const part = new LazyPart(() => answers.shift()?.() ?? Promise.reject(new Error('asked once too often')));
  const failed = await part.load().catch((error: unknown) => error);
  expect([failed instanceof TypeError, part.module]).to.deep.equal([true, null]);
  expect(await part.load()).to.equal('views');
});

/** Texts that are loaded already, or load on request. */
function host(hasWords: boolean) {
  const asked: (readonly MessagePart[])[] = [];
  const state = { drawings: 0 };
  const words = {
    text: (key: string) => key,
    known: () => null,
    has: () => hasWords,
    load: async (parts: readonly MessagePart[]) => {
      asked.push(parts);
    },
  } as unknown as Localize<Record<never, never>>;
  const redraw = () => {
    state.drawings += 1;
  };
  return { words, redraw, asked, state };
}

it('an element’s part is created at once if module and texts are loaded, and its texts follow the language', async () => {
  const part = new LazyPart(async () => 'views');
  await part.load();
  const element = host(true);
  const own = new OwnPart(element, part, ['tasks'], (module) => [module]);
  void own.load();
  expect(own.made).to.deep.equal(['views']);
  expect(element.asked).to.deep.equal([['tasks']]);
  // The result is rendered without waiting for another change.
  expect(element.state.drawings).to.equal(1);
});

it('an element’s part waits for its texts, reports a failed load, and loads when it is requested again', async () => {
  const answers = [() => Promise.reject(new TypeError('Failed to fetch')), () => Promise.resolve('views')];
  const part = new LazyPart(() => answers.shift()?.() ?? Promise.reject(new Error('asked once too often')));
  const element = host(false);
  const own = new OwnPart(element, part, ['tasks'], (module) => [module]);
  await own.load();
  expect([own.made, own.error instanceof TypeError, element.state.drawings]).to.deep.equal([null, true, 1]);
  await own.load();
  expect([own.made, own.error, element.state.drawings]).to.deep.equal([['views'], null, 2]);
});

it('an element’s part shows a skeleton, then the error of a failed load, and loads on Try again', async () => {
  const answers = [() => Promise.reject(new TypeError('Failed to fetch')), () => Promise.resolve('views')];
  const part = new LazyPart(() => answers.shift()?.() ?? Promise.reject(new Error('asked once too often')));
  const element = host(false);
  const own = new OwnPart(element, part, [], (module) => module);
  const place = document.createElement('div');
  const draw = () =>
    render(
      own.view((made) => `made of ${made}`),
      place,
    );
  draw();
  expect(place.querySelector('.skeleton')).to.exist;
  await own.load();
  draw();
  place.querySelector<HTMLElement>('[role=alert] button')?.click();
  await part.load();
  await Promise.resolve();
  draw();
  expect(place.textContent?.trim()).to.equal('made of views');
});
