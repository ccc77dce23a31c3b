const side = 80;
/** Larger images take long to decode. */
const mostBytes = 32 * 1_048_576;

/**
 * A small picture of an image file. Drawn on a canvas, and so shown where a page's content security policy allows no
 * `blob:` images.
 *
 * @returns `null` if it is not an image that the browser can read
 */
export async function thumbnailOf(file: File): Promise<HTMLCanvasElement | null> {
  if (!/^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(file.type) || file.size > mostBytes) return null;
  try {
    const image = await createImageBitmap(file);
    const canvas = document.createElement('canvas');
    canvas.width = side;
    canvas.height = side;
    const cut = Math.min(image.width, image.height);
    const [left, top] = [(image.width - cut) / 2, (image.height - cut) / 2];
    canvas.getContext('2d')?.drawImage(image, left, top, cut, cut, 0, 0, side, side);
    image.close();
    return canvas;
  } catch {
    return null;
  }
}
