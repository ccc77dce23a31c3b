import type { FileReference, UploadId } from '@workroom/core';

interface Announced extends FileReference {
  bytes: Uint8Array<ArrayBuffer> | null;
}

/** Files stored in the page, with addresses like those of a server. */
export class InPageFiles {
  readonly limits = { maxBytes: 5 * 1_048_576, contentTypes: null };
  readonly #base: string;
  readonly #files = new Map<string, Announced>();

  constructor(base: string) {
    this.#base = base;
  }

  announce(uploadId: UploadId, file: Omit<FileReference, 'uploadId'>): Response {
    this.#files.set(uploadId, { uploadId, ...file, bytes: null });
    const url = `${this.#base}/files/${uploadId}`;
    return Response.json({ uploadId, method: 'PUT', url, headers: {}, expiresAt: '' }, { status: 201 });
  }

  /** Answers requests to its own addresses; `null` for others. */
  async serve(request: Request): Promise<Response | null> {
    if (!request.url.startsWith(`${this.#base}/files/`)) return null;
    const file = this.#files.get(request.url.split('/').at(-1) ?? '');
    if (file === undefined) return new Response(null, { status: 404 });
    if (request.method === 'PUT') {
      file.bytes = new Uint8Array(await request.arrayBuffer());
      return new Response(null, { status: 204 });
    }
    return new Response(file.bytes, { headers: { 'content-type': file.contentType } });
  }

  remove(uploadId: string): Response {
    this.#files.delete(uploadId);
    return Response.json({ uploadId });
  }

  /** The number of stored files. */
  get count(): number {
    return this.#files.size;
  }

  link(uploadId: string): Response {
    return Response.json({ url: `${this.#base}/files/${uploadId}`, expiresAt: '' });
  }

  /** The files that a command names by id, in the form that the rules expect. */
  named<Body extends object>(body: Body): Body {
    if (!('files' in body) || !Array.isArray(body.files)) return body;
    const files = body.files.flatMap(({ uploadId }: { uploadId: string }) => {
      const { bytes: _, ...file } = this.#files.get(uploadId) ?? { bytes: null };
      return 'name' in file ? [file] : [];
    });
    return { ...body, files };
  }
}
