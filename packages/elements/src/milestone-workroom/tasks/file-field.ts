import type { UploadedFile } from '@workroom/client';
import { html, nothing } from 'lit';
import { named } from '../../foundation/views/named-view.ts';
import type { Draft, Entry } from './draft.ts';
import type { TaskContext, TaskRoom } from './task-form.ts';

// Files are sent as soon as they are chosen; what is kept in the draft are the names of those that arrived.

const mostFiles = 20;

/** Chooses files and shows those that are on their way and those that arrived. */
export function askFiles(context: TaskContext): unknown {
  const { room, draft } = context;
  const { text, number } = room.words;
  const files = filesIn(draft);
  const sending = Number(draft.get('sending', '0'));
  const error = draft.errors.get('files');
  const { maxBytes = 0, contentTypes = null } = room.contract.uploads ?? {};
  const chosen = (event: Event) => {
    const input = event.target as HTMLInputElement;
    for (const file of input.files ?? []) void send(context, file);
    // So that the same file can be chosen again after it failed.
    input.value = '';
  };
  const remove = (uploadId: string) => {
    keep(
      draft,
      files.filter((file) => file.uploadId !== uploadId),
    );
    context.focus('#files');
  };
  return html`<div class="field" part="field">
    <label class="label" for="files">${text('files.label')} <span class="fine">(${text('task.optional')})</span></label>
    <p class="hint" id="files-hint">${text('files.hint', { size: number(Math.floor(maxBytes / 1_048_576)) })}</p>
    ${
      files.length === 0
        ? nothing
        : html`<ul class="attachments" part="files">${files.map(
            ({ uploadId, name }) =>
              html`<li>${named(name)} <button type="button" class="quiet" part="button" aria-label=${text('files.remove', { name })} @click=${() => remove(uploadId)}>${text('action.delete')}</button></li>`,
          )}</ul>`
    }
    ${
      files.length >= mostFiles
        ? nothing
        : html`<input type="file" id="files" part="input" multiple accept=${contentTypes?.join(',') ?? nothing}
            aria-describedby="files-hint ${error === undefined ? '' : 'files-error'}" aria-invalid=${error === undefined ? nothing : 'true'} @change=${chosen} />`
    }
    ${sending === 0 ? nothing : html`<p class="fine" role="status">${text('files.sending', { count: sending })}</p>`}
    ${error === undefined ? nothing : html`<p class="field-error" id="files-error">${error}</p>`}
  </div>`;
}

/** The files to name in the command; those on their way must arrive first. */
export function readFiles(draft: Draft, entry: Entry, { words }: TaskRoom): { uploadId: UploadedFile['uploadId'] }[] {
  if (draft.get('sending', '0') !== '0') entry.wrong('files', words.text('files.wait'));
  return filesIn(draft).map(({ uploadId }) => ({ uploadId }));
}

async function send({ room, draft }: TaskContext, file: File): Promise<void> {
  const { text, number } = room.words;
  const maxBytes = room.contract.uploads?.maxBytes ?? 0;
  if (file.size > maxBytes) {
    const size = number(Math.floor(maxBytes / 1_048_576));
    draft.wrong('files', text('files.tooLarge', { name: file.name, size }));
    return;
  }
  const underway = (by: 1 | -1) => draft.set('sending', String(Number(draft.get('sending', '0')) + by));
  underway(1);
  try {
    const sent = await room.upload(file);
    underway(-1);
    keep(draft, [...filesIn(draft), sent].slice(0, mostFiles));
  } catch {
    underway(-1);
    draft.wrong('files', text('files.failed', { name: file.name }));
  }
}

function filesIn(draft: Draft): readonly UploadedFile[] {
  return JSON.parse(draft.get('files', '[]'));
}

function keep(draft: Draft, files: readonly UploadedFile[]): void {
  draft.set('files', JSON.stringify(files));
}
