/** Not by a style attribute, which a page's content security policy may forbid. */
export function widened(share: number): (bar: Element | undefined) => void {
  return (bar) => {
    if (bar instanceof HTMLElement) bar.style.flexGrow = String(share);
  };
}
