import type { Client } from '@workroom/client';
import type { Output } from '@workroom/core/api';

type WireDocument = Output<'Document'>;

/**
 * Opens a receipt or an invoice in a new window, or downloads it if the browser opens none. @throws the reason why it
 * could not be read
 */
export async function openDocument(
  client: Client,
  { id: documentId, contractId, number }: WireDocument,
  locale: string,
): Promise<void> {
  // Opened at once, because a later popup would be blocked.
  const page = window.open('', '_blank');
  if (page !== null) page.opener = null;
  try {
    const file = await client.documentFile({ contractId, documentId, locale });
    // Not revoked: the person may load the page again.
    const url = URL.createObjectURL(file);
    if (page === null) save(url, `${number}.html`);
    else page.location.replace(url);
  } catch (error) {
    page?.close();
    throw error;
  }
}

function save(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
