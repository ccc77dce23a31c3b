/** What a page's own shortcuts and dialogs go on with, wherever the focus is. */
const pagesOwn = /^(Escape|Tab|F\d+)$/;

/**
 * Keeps what is typed into a field from the page's shortcuts. They leave alone what is typed into `<input>`, but from
 * outside a shadow root every field is the element itself.
 */
export function keepTypedKeys(root: Node): void {
  for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, keep);
}

function keep(event: Event): void {
  const { target } = event;
  if (!(event instanceof KeyboardEvent) || !(target instanceof Element) || pagesOwn.test(event.key)) return;
  // Fields that the page put into a slot are its own.
  if (target.getRootNode() !== event.currentTarget || !target.matches('input, textarea, select')) return;
  const isTyped = !event.metaKey && (!event.ctrlKey || event.getModifierState('AltGraph'));
  if (isTyped) event.stopPropagation();
}
