import { render, type TemplateResult } from 'lit';

export interface DialogAnswer {
  /** `value` of the button; empty when the dialog was left with Escape. */
  readonly pressed: string;
  /** The value of a named control. */
  get(name: string): FormDataEntryValue | null;
}

/** Opens a modal dialog, and restores the focus afterwards. */
export function ask(content: TemplateResult): Promise<DialogAnswer> {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  const form = document.createElement('form');
  form.method = 'dialog';
  dialog.append(form);
  render(content, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      const held = new FormData(form);
      dialog.remove();
      resolve({ pressed: dialog.returnValue, get: (name) => held.get(name) });
    });
  });
}
