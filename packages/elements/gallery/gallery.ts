import { showState } from '../src/testing/states.ts';
import { type AnyState, type Shelf, shelves } from './shelves.ts';

// ?element=review-and-pay&scheme=dark&state=in+review&column=320
const wanted = new URLSearchParams(location.search);
const scheme = wanted.get('scheme') ?? 'light';
document.documentElement.style.colorScheme = scheme;
document.documentElement.style.setProperty('--column', `${wanted.get('column') ?? 680}px`);
document.documentElement.dir = wanted.get('dir') ?? 'ltr';

const shelf = shelves.find(({ tag }) => tag === wanted.get('element')) ?? shelves[0];
if (shelf === undefined) throw new Error('no elements to show');
navigation(shelf);
const named = wanted.get('state');
const shown = named === null ? shelf.states : [...shelf.states, ...shelf.alone].filter(({ name }) => name === named);
for (const state of shown) await place(shelf.tag, state);
document.documentElement.dataset.ready = '';

async function place(tag: string, state: AnyState): Promise<void> {
  const section = document.createElement('section');
  const heading = document.createElement('h2');
  heading.textContent = state.name;
  section.append(heading);
  document.querySelector('main')?.append(section);
  await showState(tag, state, section);
}

function navigation({ tag, alone }: Shelf): void {
  const links = [
    ...shelves.map((each) => [each.tag, { element: each.tag, scheme }] as const),
    [scheme === 'dark' ? 'light' : 'dark', { element: tag, scheme: scheme === 'dark' ? 'light' : 'dark' }] as const,
    ...alone.map(({ name }) => [name, { element: tag, scheme, state: name }] as const),
  ];
  for (const [label, query] of links) {
    const link = document.createElement('a');
    link.textContent = label;
    link.href = `?${new URLSearchParams(query)}`;
    document.querySelector('nav')?.append(link);
  }
}
