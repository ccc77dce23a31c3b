import { html, nothing, type TemplateResult } from 'lit';
import { FileTray } from '../../files/file-tray.ts';
import { sizeText } from '../../files/file-words.ts';
import { taking } from '../../files/taking.ts';
import { trayView } from '../../files/tray-view.ts';
import type { Draft, Entry } from './draft.ts';
import { errorOf } from './draft.ts';
import type { TaskContext, TaskRoom } from './task-form.ts';

// Files are sent as soon as they are chosen, and kept with the input, also while the dialog is closed.
const trays = new WeakMap<Draft, FileTray>();

/** Fields that accept dropped and pasted files, with a file picker below them. */
export function takeFiles(context: TaskContext, fields: unknown): TemplateResult {
  const { room, draft, failure } = context;
  if (room.contract.uploads === null) return html`${fields}`;
  const { text } = room.words;
  const tray = trayOf(context);
  const { maxBytes, contentTypes } = room.contract.uploads;
  const error = errorOf(draft, failure, 'files');
  const { paste, over, leave, drop } = taking((files) => tray.add(files));
  const chosen = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    tray.add(input.files ?? []);
    // So that the same file can be chosen again after it failed.
    input.value = '';
  };
  return html`<div class="files-taken" @paste=${paste} @dragover=${over} @dragleave=${leave} @drop=${drop}>${fields}
    <div class="field" part="field">
      <span class="label" id="files-label">${text('files.label')} <span class="fine">(${text('task.optional')})</span></span>
      ${trayView(tray, room.words, () => context.focus('#files'))}
      ${
        tray.isFull
          ? nothing
          : html`<div class="drop" part="drop">
              <label for="files">${text('files.choose')}</label>
              <p id="files-hint">${text('files.hint', { size: sizeText(maxBytes, room.words) })}</p>
              <input type="file" id="files" part="input" multiple accept=${contentTypes?.join(',') ?? nothing}
                aria-describedby="files-label files-hint ${error === undefined ? '' : 'files-error'}" aria-invalid=${error === undefined ? nothing : 'true'} @change=${chosen} />
            </div>`
      }
      ${error === undefined ? nothing : html`<p class="field-error" id="files-error">${error}</p>`}
    </div>
  </div>`;
}

/** The files for the command. Running uploads must finish first, and no file is silently left out. */
export function readFiles(draft: Draft, entry: Entry, { words }: TaskRoom): FileTray['sent'] {
  const tray = trays.get(draft);
  if (tray?.isSending) entry.wrong('files', words.text('files.wait'));
  else if (tray?.hasUnsent) entry.wrong('files', words.text('files.unsent'));
  return tray?.sent ?? [];
}

function trayOf({ room, draft }: TaskContext): FileTray {
  const { upload, removeUpload, contract } = room;
  const known = trays.get(draft);
  if (known !== undefined) return known;
  const tray: FileTray = new FileTray({
    limits: () => contract.uploads,
    upload,
    remove: removeUpload,
    // The input has changed, so a late response does not apply to it.
    changed: () => draft.set('files', JSON.stringify(tray.sent)),
  });
  trays.set(draft, tray);
  return tray;
}
