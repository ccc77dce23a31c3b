import tokens from '../../../../packages/elements/tokens.json' with { type: 'json' };

export interface ColourToken {
  readonly property: string;
  readonly label: string;
  readonly about: string;
  readonly light: string;
  readonly dark: string;
}
export interface LengthToken {
  readonly property: string;
  readonly label: string;
  readonly about: string;
  readonly value: number;
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

const labelOf = (name: string) => name.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase());
const propertyOf = (name: string) => `--workroom-${name}`;
type Name = Exclude<keyof typeof tokens.light, '$type'>;

export const colourTokens: readonly ColourToken[] = Object.keys(tokens.light)
  .filter((name): name is Name => name !== '$type')
  .map((name) => ({
    property: propertyOf(name),
    label: labelOf(name),
    about: tokens.light[name].$description,
    light: tokens.light[name].$value.hex,
    dark: tokens.dark[name].$value.hex,
  }));

const ranges = {
  radius: { least: 0, most: 28, step: 1 },
  'font-size': { least: 0.8125, most: 1.25, step: 0.0625 },
  space: { least: 0.15, most: 0.35, step: 0.01 },
  'control-height': { least: 2, most: 3.5, step: 0.125 },
} as const;

export const lengthTokens: readonly LengthToken[] = (['radius', 'font-size', 'space', 'control-height'] as const).map(
  (name) => ({
    property: propertyOf(name),
    label: labelOf(name),
    about: tokens.size[name].$description,
    ...tokens.size[name].$value,
    ...ranges[name],
  }),
);

export const fonts: readonly { readonly label: string; readonly value: string }[] = [
  { label: 'The page’s own', value: '' },
  { label: 'System', value: 'ui-sans-serif, system-ui, sans-serif' },
  { label: 'Serif', value: '"Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif' },
  { label: 'Rounded', value: 'ui-rounded, "SF Pro Rounded", Nunito, Quicksand, sans-serif' },
  { label: 'Monospace', value: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace' },
];
