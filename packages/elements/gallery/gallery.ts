import { type AnyState, type Shelf, shelves } from '../src/testing/shelves.ts';
import { showState } from '../src/testing/states.ts';

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
  const other = scheme === 'dark' ? 'light' : 'dark';
  const nav = document.querySelector('nav');
  nav?.append(...shelves.map((each) => linkTo(each.tag, { element: each.tag, scheme })));
  nav?.append(linkTo(other, { element: tag, scheme: other }));
  if (alone.length === 0) return;
  // Overlays have separate pages.
  const overlays = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = `${alone.length} dialogs`;
  overlays.append(summary);
  for (const { name } of alone) {
    const link = linkTo(name, { element: tag, scheme, state: name });
    link.dataset.alone = '';
    overlays.append(link, ' ');
  }
  nav?.append(overlays);
}

function linkTo(label: string, query: Readonly<Record<string, string>>): HTMLAnchorElement {
  const link = document.createElement('a');
  link.textContent = label;
  link.href = `?${new URLSearchParams(query)}`;
  return link;
}
