/** Event handlers with which a form accepts dropped and pasted files. */
export interface Taking {
  readonly paste: (event: ClipboardEvent) => void;
  readonly over: (event: DragEvent) => void;
  readonly leave: (event: DragEvent) => void;
  readonly drop: (event: DragEvent) => void;
}

/** @param take is given at least one file */
export function taking(take: (files: readonly File[]) => void): Taking {
  const mark = ({ currentTarget }: Event, isOver: boolean) => {
    (currentTarget as Element).classList.toggle('dropping', isOver);
  };
  return {
    paste(event) {
      const files = [...(event.clipboardData?.files ?? [])];
      // Text copied from a word processor contains a picture of itself.
      if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
      event.preventDefault();
      take(files);
    },
    over(event) {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // Otherwise the browser would open the file instead of the page.
      event.preventDefault();
      mark(event, true);
    },
    leave(event) {
      const { currentTarget, relatedTarget } = event;
      if (!(currentTarget as Element).contains(relatedTarget as Node | null)) mark(event, false);
    },
    drop(event) {
      mark(event, false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      take(files);
    },
  };
}
