import type { WireMilestone } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { fileKind, sizeText } from '../../files/file-words.ts';
import type { RoomController } from '../../foundation/room-controller.ts';
import { named } from '../../foundation/views/named-view.ts';
import type { ReviewContext } from './review-context.ts';

type File = WireMilestone['submissions'][number]['files'][number];

/** Image types that cannot run scripts. */
const pictures = /^image\/(png|jpeg|gif|webp|avif|svg\+xml)$/;
const pdf = 'application/pdf';

/** `null` while it is loading. */
type Preview = { readonly source: string } | 'failed' | null;

/**
 * Submitted files shown in place, if the page allows it. A picture is loaded directly from its storage. A PDF is read
 * first and always shown as a PDF, whatever its content type.
 */
export class FilePreviews {
  readonly #room: RoomController;
  readonly #shown = new Map<string, Preview>();

  constructor(room: RoomController) {
    this.#room = room;
  }

  isShown({ uploadId }: File): boolean {
    return this.#shown.has(uploadId);
  }

  of({ uploadId }: File): Preview | undefined {
    return this.#shown.get(uploadId);
  }

  toggle(file: File): void {
    if (this.isShown(file)) this.#leave(file.uploadId);
    else void this.#load(file);
    this.#room.redraw();
  }

  fail({ uploadId }: File): void {
    this.#leave(uploadId);
    this.#shown.set(uploadId, 'failed');
    this.#room.redraw();
  }

  forget(): void {
    for (const uploadId of [...this.#shown.keys()]) this.#leave(uploadId);
  }

  async #load(file: File): Promise<void> {
    const { client, contract } = this.#room;
    const { uploadId, contentType } = file;
    if (client === null || contract === null) return;
    this.#shown.set(uploadId, null);
    try {
      const url = await client.fileUrl({ contractId: contract.id, uploadId });
      const source = contentType === pdf ? await readPdf(url) : url;
      if (this.isShown(file)) this.#shown.set(uploadId, { source });
      else if (source !== url) URL.revokeObjectURL(source);
      this.#room.redraw();
    } catch {
      if (this.isShown(file)) this.fail(file);
    }
  }

  #leave(uploadId: string): void {
    const preview = this.#shown.get(uploadId);
    if (typeof preview === 'object' && preview?.source.startsWith('blob:')) URL.revokeObjectURL(preview.source);
    this.#shown.delete(uploadId);
  }
}

async function readPdf(url: string): Promise<string> {
  const answer = await fetch(url, { credentials: 'omit' });
  if (!answer.ok) throw new Error(`The file could not be read: ${answer.status}`);
  return URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: pdf }));
}

/** A card for each file with its kind, name and size; a link opens it from the storage. */
export function fileCards(context: ReviewContext, files: readonly File[]): unknown {
  if (files.length === 0) return nothing;
  return html`<ul class="file-cards" part="file-cards" aria-label=${context.words.text('submission.files')}>
    ${files.map((file) => html`<li class="file-card" part="file-card">${fileCard(context, file)}</li>`)}
  </ul>`;
}

function fileCard({ words, openFile, previews }: ReviewContext, file: File): TemplateResult {
  const { uploadId, name, size, contentType } = file;
  const { text } = words;
  const canPreview = previews !== null && (pictures.test(contentType) || contentType === pdf);
  const isShown = previews?.isShown(file) === true;
  return html`<span class="file-kind" part="file-kind" aria-hidden="true">${fileKind(file)}</span>
    <span class="file-name"><button type="button" class="link" part="link" aria-describedby="size-${uploadId}" @click=${() => openFile(uploadId)}>${named(name)}</button>
      <span class="fine" id="size-${uploadId}">${sizeText(size, words)}</span></span>
    ${
      canPreview
        ? html`<button type="button" class="quiet" part="button" aria-expanded=${isShown ? 'true' : 'false'} aria-label=${text('file.previewThis', { name })} @click=${() => previews.toggle(file)}>${text('file.preview')}</button>`
        : nothing
    }
    ${isShown ? previewView({ words, previews }, file) : nothing}`;
}

function previewView({ words, previews }: Pick<ReviewContext, 'words' | 'previews'>, file: File): unknown {
  const { text } = words;
  const preview = previews?.of(file);
  if (preview === null || preview === undefined)
    return html`<p class="fine preview" role="status">${text('load.busy')}</p>`;
  if (preview === 'failed') return html`<p class="fine preview" role="status">${text('file.noPreview')}</p>`;
  return file.contentType === pdf
    ? html`<iframe class="preview" part="preview" title=${file.name} src=${preview.source}></iframe>`
    : html`<img class="preview" part="preview" alt=${file.name} src=${preview.source} @error=${() => previews?.fail(file)} />`;
}
