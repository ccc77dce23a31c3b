import { adoptStyles, type CSSResultOrNative, type LitElement } from 'lit';

/** Adds styles to those that the element has, for a part that was loaded later. */
export function addStyles({ renderRoot }: LitElement, ...styles: readonly CSSResultOrNative[]): void {
  if (renderRoot instanceof ShadowRoot) adoptStyles(renderRoot, [...renderRoot.adoptedStyleSheets, ...styles]);
}
