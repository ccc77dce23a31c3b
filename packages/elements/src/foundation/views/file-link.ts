import { html, type TemplateResult } from 'lit';
import { named } from './named-view.ts';

/** A file of a submission or statement. Its address is requested on use, because it expires soon. */
export function fileLink(
  { openFile }: { readonly openFile: (uploadId: string) => void },
  { uploadId, name }: { readonly uploadId: string; readonly name: string },
): TemplateResult {
  return html`<button type="button" class="link" part="link" @click=${() => openFile(uploadId)}>${named(name)}</button>`;
}
