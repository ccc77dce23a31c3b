import { sendMouse } from '@web/test-runner-commands';
import { isWebKit } from './engine.ts';
import { until } from './until.ts';

/**
 * An overlay that the page renders itself, as a `<div>` above everything: a card picker, a bank's window, a sign-in.
 */
export interface Layer {
  readonly box: HTMLElement;
  /** Resolves once the person has pressed its button. */
  readonly done: Promise<void>;
}

export function layer(label: string, parent: HTMLElement = document.body): Layer {
  const box = document.createElement('div');
  box.setAttribute('role', 'dialog');
  box.style.cssText = 'position: fixed; inset: 0; z-index: 1000; display: grid; place-items: center; background: #0008';
  const card = document.createElement('div');
  card.style.cssText = 'padding: 40px; background: #fff; color: #000';
  const field = document.createElement('input');
  field.placeholder = label;
  const button = document.createElement('button');
  button.textContent = label;
  card.append(field, button);
  box.append(card);
  parent.append(box);
  field.focus();
  const done = new Promise<void>((resolve) =>
    button.addEventListener('click', () => {
      box.remove();
      resolve();
    }),
  );
  return { box, done };
}

/** Clicks the middle of the element, if the element is on top there: with a real pointer if the driver has one. */
export async function pointAt(element: HTMLElement): Promise<void> {
  element.scrollIntoView({ block: 'center' });
  await until(() => element.getBoundingClientRect().width > 0);
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
  if (!isWebKit) {
    await sendMouse({ type: 'click', position: [x, y] });
    return;
  }
  // Inert elements are not hit.
  const hit = document.elementFromPoint(x, y);
  if (hit === element) element.click();
}
