/** What a form does to take files that are dropped on it or pasted into it. */
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
      // Words that are copied from a text processor come with a picture of themselves.
      if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
      event.preventDefault();
      take(files);
    },
    over(event) {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // Otherwise the browser leaves the page for the file.
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
