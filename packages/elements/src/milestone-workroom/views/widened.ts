import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

class Widened extends Directive {
  override render(_share: number): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [share]: [number]): typeof noChange {
    if (element instanceof HTMLElement) element.style.flexGrow = String(share);
    return noChange;
  }
}

/** Not with a style attribute, which a content security policy may forbid. */
export const widened = directive(Widened);
