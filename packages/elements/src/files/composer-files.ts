import { html } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { FileTray } from './file-tray.ts';
import { type Taking, taking } from './taking.ts';
import { type FileWords, trayView } from './tray-view.ts';

/** The file controls of a message field. */
export interface ComposerFiles {
  /** The button to choose files. */
  readonly attach: unknown;
  /** The chosen files. */
  readonly list: unknown;
}

/** @param id the id of the text field */
export function composerFiles(
  id: string,
  tray: FileTray,
  words: FileWords,
  focus: (id: string) => void,
): ComposerFiles {
  const { text } = words;
  const chosen = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    tray.add(input.files ?? []);
    // So that the same file can be chosen again after it failed.
    input.value = '';
  };
  const choose = ({ currentTarget }: Event) => {
    ((currentTarget as Element).nextElementSibling as HTMLInputElement).click();
  };
  return {
    attach: html`<button type="button" class="icon attach" part="button attach" id="${id}-attach" ${ref((button) => take(button?.closest('form'), tray))} aria-label=${text('files.attach')} title=${text('files.attach')} @click=${choose}>
        <svg viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="m16.5 9.5-6.4 6.4a4 4 0 0 1-5.7-5.7l6.8-6.8a2.7 2.7 0 0 1 3.8 3.8l-6.7 6.7a1.3 1.3 0 0 1-1.9-1.9l6-6" /></svg>
      </button>
      <input type="file" id="${id}-files" hidden multiple accept=${tray.limits?.contentTypes?.join(',') ?? ''} @change=${chosen} />`,
    list: trayView(tray, words, () => focus(`#${id}-attach`)),
  };
}

const takings = new WeakMap<Element, Taking>();

/** Makes the form accept dropped and pasted files. */
function take(form: HTMLFormElement | null | undefined, tray: FileTray): void {
  if (!form) return;
  if (!takings.has(form)) {
    form.addEventListener('paste', (event) => takings.get(form)?.paste(event));
    form.addEventListener('dragover', (event) => takings.get(form)?.over(event));
    form.addEventListener('dragleave', (event) => takings.get(form)?.leave(event));
    form.addEventListener('drop', (event) => takings.get(form)?.drop(event));
  }
  takings.set(
    form,
    taking((files) => tray.add(files)),
  );
}
