const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

/** The WCAG 2.2 relative luminance of a token, as the browser renders it. */
function luminanceOf(host: HTMLElement, token: string): number {
  const probe = host.shadowRoot?.querySelector<HTMLElement>('i');
  if (!probe || canvas === null) throw new Error('nothing to paint on');
  probe.style.color = `var(${token})`;
  canvas.fillStyle = getComputedStyle(probe).color;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrastOf(host: HTMLElement, first: string, second: string): number {
  const [dark = 0, light = 0] = [luminanceOf(host, first), luminanceOf(host, second)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

type Pair = readonly [string, string];

/** The pairs with insufficient contrast; each token is rendered once. */
export function weakPairs(host: HTMLElement, pairs: readonly Pair[], least: number): readonly string[] {
  const painted = new Map<string, number>();
  const light = (token: string) => {
    const known = painted.get(token) ?? luminanceOf(host, token);
    painted.set(token, known);
    return known;
  };
  return pairs.flatMap(([first, second]) => {
    const [dark = 0, bright = 0] = [light(first), light(second)].sort((one, other) => one - other);
    const contrast = (bright + 0.05) / (dark + 0.05);
    return contrast < least ? [`${first} on ${second}: ${contrast.toFixed(2)}`] : [];
  });
}
