/** Opens a dialog above the page. One that the page moved is still open, but above nothing any more. */
export function showModal(dialog: HTMLDialogElement): void {
  if (!dialog.isConnected || dialog.matches(':modal')) return;
  dialog.open = false;
  dialog.showModal();
}
