/** A day and a time in UTC, because a stored text cannot know its reader's time zone. */
export function day(rfc3339: string): string {
  return `${new Date(rfc3339).toUTCString().slice(0, 22)} UTC`;
}
