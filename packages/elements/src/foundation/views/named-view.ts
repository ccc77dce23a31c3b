import { withoutDirectionControls } from '@workroom/core';
import { html, type TemplateResult } from 'lit';

/** A name by a person: a title, a person, a file. Its direction is isolated (U+202E and others). */
export function named(text: string): TemplateResult {
  return html`<bdi>${withoutDirectionControls(text)}</bdi>`;
}
