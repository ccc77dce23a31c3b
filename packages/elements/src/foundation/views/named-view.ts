import { withoutDirectionControls } from '@workroom/core';
import { html, type TemplateResult } from 'lit';

/** What people named: a title, a person, a file. It turns neither itself nor what stands around it (U+202E and its like). */
export function named(text: string): TemplateResult {
  return html`<bdi>${withoutDirectionControls(text)}</bdi>`;
}
