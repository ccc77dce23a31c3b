import { type AnyState, shelfOf } from '../../../../packages/elements/src/testing/shelves.ts';
import { showState } from '../../../../packages/elements/src/testing/states.ts';

/** The number of states shown at first; a button shows the rest. */
const allStates = 'all';

// ?element=…&state=…&scheme=dark&lang=ar&density=compact
const wanted = new URLSearchParams(location.search);
const root = document.documentElement;
root.style.colorScheme = wanted.get('scheme') ?? 'light';
const language = wanted.get('lang') ?? 'en';
root.dir = language === 'ar' ? 'rtl' : 'ltr';

/** Each language is loaded when it is chosen. */
const locales: Readonly<Record<string, () => Promise<unknown>>> = {
  ar: () => import('@workroom/elements/locales/ar'),
  de: () => import('@workroom/elements/locales/de'),
  es: () => import('@workroom/elements/locales/es'),
  fr: () => import('@workroom/elements/locales/fr'),
  ja: () => import('@workroom/elements/locales/ja'),
  'pt-BR': () => import('@workroom/elements/locales/pt-BR'),
};

const theme = new CSSStyleSheet();
document.adoptedStyleSheets = [theme];

/** Only the studio itself may set the theme of its stage. */
export interface Themed {
  readonly theme: string;
}
addEventListener('message', ({ origin, source, data }: MessageEvent<Themed>) => {
  if (origin === location.origin && source === parent) theme.replaceSync(data.theme);
});

const main = document.querySelector('main');
const tag = wanted.get('element') ?? 'milestone-workroom';
const { states, alone } = shelfOf(tag);
const name = wanted.get('state') ?? 'in review';
const shown = name === allStates ? states : [...states, ...alone].filter((state) => state.name === name);
parent.postMessage({ stage: 'asks for the theme' }, location.origin);
for (const state of shown) await place(state);
// States are reached by their English labels, so the language comes after.
await locales[language]?.();
root.lang = language;
root.dataset.ready = '';
parent.postMessage({ stage: 'ready' }, location.origin);

async function place(state: AnyState): Promise<void> {
  const section = document.createElement('section');
  if (name === allStates) {
    const heading = document.createElement('h2');
    heading.textContent = state.name;
    section.append(heading);
  }
  main?.append(section);
  const density = wanted.get('density');
  const attributes = density === null ? state.attributes : { ...state.attributes, density };
  await showState(tag, { ...state, ...(attributes === undefined ? {} : { attributes }) }, section);
}
