import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Localize } from '../foundation/localize.ts';
import { named } from '../foundation/views/named-view.ts';
import type english from '../locales/en/files.ts';
import { type FileTray, mostFiles, type TrayFile } from './file-tray.ts';
import { fileKind, sizeText } from './file-words.ts';

export type FileWords = Localize<typeof english>;

/** The files of a tray with their progress. `focusField` is called when the focused row was removed. */
export function trayView(tray: FileTray, words: FileWords, focusField: () => void): unknown {
  if (tray.files.length === 0) return nothing;
  const sending = tray.files.filter(({ state }) => state === 'sending').length;
  const sent = tray.files.filter(({ state }) => state === 'sent').length;
  return html`<ul class="tray" part="files" aria-label=${words.text('files.label')}>
      ${repeat(
        tray.files,
        ({ key }) => key,
        (file) => fileRow(tray, file, words, focusField),
      )}
    </ul>
    <p class="unseen" role="status">${
      sending > 0 ? words.text('files.sending', { count: sending }) : words.text('files.sent', { count: sent })
    }</p>`;
}

function fileRow(tray: FileTray, item: TrayFile, words: FileWords, focusField: () => void): TemplateResult {
  const { key, file, state, share, thumbnail } = item;
  const { text } = words;
  const { name } = file;
  const remove = () => {
    tray.remove(key);
    focusField();
  };
  const wrong = wrongWith(tray, item, words);
  return html`<li class="tray-file ${state}" part="file ${state}">
    <span class="tray-picture" part="thumbnail" aria-hidden="true">${thumbnail ?? fileKind(file)}</span>
    <div class="tray-words">
      <p class="tray-name">${named(name)}</p>
      ${
        wrong === null
          ? html`<p class="fine">${sizeText(file.size, words)}${state === 'sent' ? html` · <span class="tray-sent">${text('files.uploaded')}</span>` : nothing}</p>`
          : html`<p class="field-error" role="alert">${wrong}</p>`
      }
      ${state === 'sending' ? html`<progress part="progress" max="1" .value=${share ?? nothing} aria-label=${text('files.progress', { name })}></progress>` : nothing}
    </div>
    ${state === 'failed' ? html`<button type="button" class="quiet" part="button" aria-label=${text('files.again', { name })} @click=${() => tray.again(key)}>${text('load.tryAgain')}</button>` : nothing}
    <button type="button" class="icon" part="button" aria-label=${text('files.remove', { name })} title=${text('files.remove', { name })} @click=${remove}>
      <svg viewBox="0 0 16 16" width="14" height="14" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" aria-hidden="true"><path d="m3.5 3.5 9 9m0-9-9 9" /></svg>
    </button>
  </li>`;
}

function wrongWith({ limits }: FileTray, { file, refused, state, error }: TrayFile, words: FileWords): string | null {
  const { text } = words;
  const { name } = file;
  switch (refused) {
    case 'tooLarge':
      return text('files.tooLarge', { name, size: sizeText(limits?.maxBytes ?? 0, words) });
    case 'empty':
      return text('files.empty', { name });
    case 'type':
      return text('files.type', { name, types: limits?.contentTypes?.join(', ') ?? '' });
    case 'tooMany':
      return text('files.tooMany', { name, count: mostFiles });
    case null:
      break;
  }
  if (state !== 'failed') return null;
  // For a limit, the server's text says what to do.
  const { code = '', detail = '' } = (error ?? {}) as { readonly code?: string; readonly detail?: string };
  if (!/^(too_many_files|file_)/.test(code)) return text('files.failed', { name });
  return words.known(`closed.${code}`) ?? detail;
}
