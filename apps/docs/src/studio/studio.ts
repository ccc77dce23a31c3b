import { html, render } from 'lit';
import { shelfOf, shelves } from '../../../../packages/elements/src/testing/shelves.ts';
import { type Brand, brandTheme, firstBrand } from './brand.ts';
import { brandView } from './brand-view.ts';
import { contrastWarnings } from './contrast-warnings.ts';
import { controlsView } from './controls-view.ts';
import { fragmentOf, themeIn } from './theme-link.ts';
import { cssOf, presets, schemesOf } from './theme-state.ts';

const view = {
  preset: 'Workroom',
  theme: themeIn(location.hash),
  element: 'milestone-workroom',
  state: 'in review',
  scheme: 'light',
  width: 'full',
  lang: 'en',
  density: 'normal',
  warnings: [] as readonly string[],
  /** The text in the clipboard. */
  copied: null as 'css' | 'link' | null,
};

const languages = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  'pt-BR': 'Português',
  ja: '日本語',
  ar: 'العربية, right to left',
};

const copiedText = { css: 'The CSS is in the clipboard.', link: 'The link is in the clipboard.', nothing: '' };

const place = document.querySelector<HTMLElement>('#studio');
const stage = () => document.querySelector<HTMLIFrameElement>('#stage');

function change(next: Partial<typeof view>): void {
  Object.assign(view, next);
  draw();
  if (next.theme !== undefined) void themeChanged();
}

async function themeChanged(): Promise<void> {
  const css = cssOf(view.theme).replace(/ {2}color-scheme:.*\n/, '');
  stage()?.contentWindow?.postMessage({ theme: css }, location.origin);
  view.warnings = await contrastWarnings(view.theme);
  view.copied = null;
  history.replaceState(null, '', view.theme.size === 0 ? location.pathname : `#${fragmentOf(view.theme)}`);
  draw();
}

function setToken(property: string, value: string): void {
  const theme = new Map(view.theme);
  if (value === '') theme.delete(property);
  else theme.set(property, value);
  change({ theme });
}

/** Keeps the fonts, sizes and signal colours that were chosen before. */
function setBrand(brand: Brand): void {
  change({ preset: '', theme: new Map([...view.theme, ...brandTheme(brand)]) });
}

function brandNow(): Brand {
  const light = (name: string, otherwise: string) => {
    const value = schemesOf(view.theme.get(`--workroom-${name}`) ?? '')[0];
    return /^#[0-9a-f]{6}$/i.test(value) ? value : otherwise;
  };
  return {
    main: light('accent', firstBrand.main),
    background: light('surface', firstBrand.background),
    text: light('text', firstBrand.text),
  };
}

async function copy(what: 'css' | 'link'): Promise<void> {
  await navigator.clipboard.writeText(what === 'css' ? cssOf(view.theme) : location.href);
  change({ copied: what });
}

function download(): void {
  const href = URL.createObjectURL(new Blob([cssOf(view.theme)], { type: 'text/css' }));
  Object.assign(document.createElement('a'), { href, download: 'workroom-theme.css' }).click();
  URL.revokeObjectURL(href);
}

function stageAddress(): string {
  const { element, state, scheme, lang, density } = view;
  const query = new URLSearchParams({ element, state, scheme, lang, ...(density === 'compact' ? { density } : {}) });
  return `../stage/?${query}`;
}

/** A choice between a few options, as radio buttons that look like one bar. */
function choice(label: string, key: 'scheme' | 'width' | 'density', options: Readonly<Record<string, string>>) {
  return html`<fieldset class="bar"><legend>${label}</legend>${Object.entries(options).map(
    ([value, text]) =>
      html`<label><input type="radio" name=${key} value=${value} .checked=${view[key] === value} @change=${() => change({ [key]: value })} /><span>${text}</span></label>`,
  )}</fieldset>`;
}

function draw(): void {
  if (place === null) return;
  const shelf = shelfOf(view.element);
  render(
    html`<div class="panel">
        <fieldset class="presets">
          <legend>Preset</legend>
          ${[...presets].map(
            ([name, theme]) =>
              html`<button type="button" aria-pressed=${view.preset === name} @click=${() => change({ preset: name, theme })}>${name}</button>`,
          )}
        </fieldset>
        ${brandView(brandNow(), setBrand)}
        ${controlsView(view.theme, setToken)}
        <section aria-labelledby="contrast-title">
          <h2 id="contrast-title">Contrast</h2>
          <div role="status" id="contrast" class=${view.warnings.length === 0 ? 'fine' : 'weak'}>
            ${
              view.warnings.length === 0
                ? html`<p>All text has a contrast of at least 4.5:1 and all controls 3:1, in light and dark.</p>`
                : html`<ul>${view.warnings.map((each) => html`<li>${each}</li>`)}</ul>`
            }
          </div>
        </section>
        <section aria-labelledby="css-title">
          <h2 id="css-title">CSS to paste</h2>
          <textarea id="css" readonly rows="8" aria-labelledby="css-title" .value=${cssOf(view.theme)}></textarea>
          <button type="button" class="main" id="copy" @click=${() => copy('css')}>${view.copied === 'css' ? 'Copied' : 'Copy'}</button>
          <div class="pair">
            <button type="button" id="download" @click=${download}>Download CSS</button>
            <button type="button" id="share" @click=${() => copy('link')}>${view.copied === 'link' ? 'Link copied' : 'Share link'}</button>
          </div>
          <span class="unseen" role="status">${copiedText[view.copied ?? 'nothing']}</span>
        </section>
      </div>
      <div class="show">
        <div class="tools">
          <label>Element <select id="element" @change=${(event: Event) => chooseElement((event.target as HTMLSelectElement).value)}>
            ${shelves.map(({ tag }) => html`<option .selected=${tag === view.element}>${tag}</option>`)}
          </select></label>
          <label>State <select id="state" .value=${view.state} @change=${(event: Event) => change({ state: (event.target as HTMLSelectElement).value })}>
            <option value="all" .selected=${view.state === 'all'}>All views</option>
            <optgroup label="Views">${shelf.states.map(({ name }) => html`<option .selected=${name === view.state}>${name}</option>`)}</optgroup>
            <optgroup label="Dialogs">${shelf.alone.map(({ name }) => html`<option .selected=${name === view.state}>${name}</option>`)}</optgroup>
          </select></label>
          <label>Language <select id="language" @change=${(event: Event) => change({ lang: (event.target as HTMLSelectElement).value })}>
            ${Object.entries(languages).map(([lang, name]) => html`<option value=${lang} .selected=${lang === view.lang}>${name}</option>`)}
          </select></label>
          ${choice('Scheme', 'scheme', { light: 'Light', dark: 'Dark' })}
          ${choice('Width', 'width', { '320': '320', '480': '480', '768': '768', full: 'Full' })}
          ${choice('Density', 'density', { normal: 'Normal', compact: 'Compact' })}
        </div>
        <div class="frame"><iframe id="stage" title="The element in the chosen state" src=${stageAddress()}
          style="inline-size: ${view.width === 'full' ? '100%' : `${view.width}px`}"></iframe></div>
      </div>`,
    place,
  );
}

function chooseElement(element: string): void {
  const { states } = shelfOf(element);
  const state = states.find(({ name }) => name === view.state) ?? states.find(({ name }) => name === 'in review');
  change({ element, state: (state ?? states[0])?.name ?? '' });
}

addEventListener('hashchange', () => change({ preset: '', theme: themeIn(location.hash) }));
addEventListener('message', ({ origin, source, data }: MessageEvent<{ stage?: string }>) => {
  if (origin === location.origin && source === stage()?.contentWindow && data.stage !== undefined) void themeChanged();
});

draw();
void themeChanged();
