import { html, type TemplateResult } from 'lit';
import { named } from '../../foundation/views/named-view.ts';
import type { Room } from '../room.ts';

/** A file of a submission or statement. Its address is asked for when it is wanted, and soon expires. */
export function fileLink(
  room: Room,
  { uploadId, name }: { readonly uploadId: string; readonly name: string },
): TemplateResult {
  return html`<button type="button" class="link" part="link" @click=${() => room.files.open(uploadId)}>${named(name)}</button>`;
}
