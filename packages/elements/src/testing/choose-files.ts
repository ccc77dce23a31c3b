import type { InPageBackend } from './in-page-backend.ts';
import { inside } from './person.ts';
import { until } from './until.ts';

export function chooseFiles(element: Element, field: string, files: readonly File[]): void {
  const input = inside<HTMLInputElement>(element, field);
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** A picture that is uploaded, a document that fails, and a film that is too large. */
export async function chooseSomeFiles(element: Element, field: string, backend: InPageBackend): Promise<void> {
  const shown = (state: string) => element.shadowRoot?.querySelector(`[part="file ${state}"]`);
  chooseFiles(element, field, [await picture()]);
  await until(() => shown('sent'));
  backend.weather = 'offline';
  const film = new File([new Uint8Array(6 * 1_048_576)], 'walkthrough-of-the-whole-identity.mp4');
  chooseFiles(element, field, [new File(['Six pages.'], 'guidelines.pdf'), film]);
  await until(() => shown('failed') && shown('refused'));
  backend.weather = 'fine';
}

async function picture(): Promise<File> {
  const canvas = new OffscreenCanvas(120, 80);
  const drawing = canvas.getContext('2d');
  if (drawing !== null) {
    drawing.fillStyle = '#2c4bbd';
    drawing.fillRect(0, 0, 120, 80);
    drawing.fillStyle = '#f0bf70';
    drawing.fillRect(40, 10, 40, 60);
  }
  return new File([await canvas.convertToBlob()], 'direction-two.png', { type: 'image/png' });
}
