import { html, type TemplateResult } from 'lit';
import { schemesOf, type Theme } from './theme-state.ts';
import { type ColourToken, colourTokens, fonts, type LengthToken, lengthTokens } from './tokens.ts';

export type SetToken = (property: string, value: string) => void;

/** A control for each core token, with the theme's value or the default. */
export function controlsView(theme: Theme, set: SetToken): TemplateResult {
  return html`
    <fieldset>
      <legend>All colours</legend>
      <div class="colour head" aria-hidden="true"><span></span><span>Light</span><span>Dark</span></div>
      ${colourTokens.map((token) => colourView(token, theme, set))}
      <label class="line check"><input type="checkbox" id="own-on-accent" .checked=${theme.has(onAccent)} @change=${(
        event: Event,
      ) =>
        set(
          onAccent,
          (event.target as HTMLInputElement).checked ? '#ffffff' : '',
        )} /> Choose the text on the accent</label>
      ${
        theme.has(onAccent)
          ? colourView(
              {
                property: onAccent,
                label: 'On accent',
                about: 'Text on the accent.',
                light: '#ffffff',
                dark: '#ffffff',
              },
              theme,
              set,
            )
          : ''
      }
    </fieldset>
    <fieldset>
      <legend>Shape and type</legend>
      ${lengthTokens.map((token) => lengthView(token, theme, set))}
      ${fontView(theme, set)}
    </fieldset>`;
}

const onAccent = '--workroom-on-accent';

function colourView({ property, label, about, light, dark }: ColourToken, theme: Theme, set: SetToken): TemplateResult {
  const own = theme.get(property);
  const values = own === undefined ? [light, dark] : [...schemesOf(own)];
  const change = (at: 0 | 1) => (event: Event) => {
    const next = values.with(at, (event.target as HTMLInputElement).value);
    set(property, next[0] === next[1] ? (next[0] ?? '') : `light-dark(${next.join(', ')})`);
  };
  return html`<div class="colour" role="group" aria-label=${label} title=${about}>
    <span>${label}</span>
    <input type="color" aria-label="${label}, light" .value=${values[0] ?? light} @input=${change(0)} />
    <input type="color" aria-label="${label}, dark" .value=${values[1] ?? dark} @input=${change(1)} />
  </div>`;
}

function lengthView(
  { property, label, about, value, unit, least, most, step }: LengthToken,
  theme: Theme,
  set: SetToken,
) {
  // A preset may have `max(0.9375rem, 15px)`.
  const now = Number(/[\d.]+/.exec(theme.get(property) ?? '')?.[0] ?? value);
  return html`<label class="line" title=${about}>
    <span>${label}</span>
    <input type="range" min=${least} max=${most} step=${step} .value=${String(now)}
      @input=${(event: Event) => set(property, `${(event.target as HTMLInputElement).value}${unit}`)} />
    <output>${now}${unit}</output>
  </label>`;
}

function fontView(theme: Theme, set: SetToken): TemplateResult {
  const now = theme.get('--workroom-font') ?? '';
  const known = fonts.some(({ value }) => value === now);
  return html`<label class="line wide">
    <span>Font</span>
    <select @change=${(event: Event) => set('--workroom-font', (event.target as HTMLSelectElement).value)}>
      ${fonts.map(({ label, value }) => html`<option value=${value} .selected=${value === now}>${label}</option>`)}
      ${known ? '' : html`<option value=${now} selected>The preset’s</option>`}
    </select>
  </label>`;
}
