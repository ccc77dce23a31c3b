import type { ContractId } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../sha256.ts';
import type { StoredFile, UploadStorage } from './upload-storage.ts';

/** Access to a storage under test. */
export interface StorageUnderTest {
  readonly storage: UploadStorage;
  /** Sends a request like a browser, to an absolute address or one of the handler's own. */
  readonly send: (request: {
    url: string;
    method: string;
    headers?: Record<string, string>;
    body?: Uint8Array;
  }) => Promise<Response>;
  /** Moves system time past the end of every grant. */
  readonly expire: () => void;
  readonly until: () => Date;
}

/** The tests that every storage of uploads must pass. */
export function testUploadStorage(name: string, open: () => Promise<StorageUnderTest> | StorageUnderTest): void {
  const bytes = new TextEncoder().encode('Größe: 3 × 4 cm');
  const other = new TextEncoder().encode('Größe: 3 × 5 cm');
  let count = 0;
  const announced = (): StoredFile => {
    count += 1;
    return {
      contractId: `ctr_${count}` as ContractId,
      uploadId: `upl_${count}`,
      name: 'Entwurf “1” & größe.txt',
      size: bytes.length,
      contentType: 'text/plain',
      sha256: sha256Hex(bytes),
    };
  };
  const put = async ({ storage, send, until }: StorageUnderTest, file: StoredFile, body: Uint8Array<ArrayBuffer>) => {
    const { method, url, headers } = await storage.target(file, until());
    return send({ method, url, headers: { ...headers }, body });
  };

  describe(`uploads: ${name}`, () => {
    test('an uploaded file is found, and can be read by its link', async () => {
      const under = await open();
      const file = announced();
      expect(await under.storage.find(file.contractId, file.uploadId)).toBeNull();
      expect((await put(under, file, bytes)).ok).toBe(true);
      expect(await under.storage.find(file.contractId, file.uploadId)).toEqual(file);
      const response = await under.send({ method: 'GET', url: await under.storage.link(file, under.until()) });
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      );
    });

    test.each([
      ['other bytes of the same length', other],
      ['fewer', bytes.slice(1)],
      ['more', new Uint8Array([...bytes, 0])],
    ])('its address accepts no other content: %s', async (_, body) => {
      const under = await open();
      const file = announced();
      expect((await put(under, file, body)).ok).toBe(false);
      expect(await under.storage.find(file.contractId, file.uploadId)).toBeNull();
    });

    test('a stored file cannot be replaced', async () => {
      const under = await open();
      const file = announced();
      await put(under, file, bytes);
      expect((await put(under, file, other)).ok).toBe(false);
      const response = await under.send({ method: 'GET', url: await under.storage.link(file, under.until()) });
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    });

    test('a file belongs to one contract', async () => {
      const under = await open();
      const file = announced();
      await put(under, file, bytes);
      expect(await under.storage.find('ctr_0', file.uploadId)).toBeNull();
    });

    test('a deleted file is gone, and other files are not affected', async () => {
      const under = await open();
      const { storage, send, until } = under;
      const [file, neighbour] = [announced(), announced()];
      const sibling = { ...file, uploadId: `${file.uploadId}0` as const };
      for (const each of [file, neighbour, sibling]) expect((await put(under, each, bytes)).ok).toBe(true);
      const url = await storage.link(file, until());
      await storage.delete(file.contractId, file.uploadId);
      expect(await storage.find(file.contractId, file.uploadId)).toBeNull();
      expect((await send({ method: 'GET', url })).ok).toBe(false);
      for (const each of [neighbour, sibling]) expect(await storage.find(each.contractId, each.uploadId)).toEqual(each);
      await storage.delete(file.contractId, file.uploadId);
      await storage.delete('ctr_0', file.uploadId);
    });

    test('an address is valid only for its own method, file and time', async () => {
      const under = await open();
      const file = announced();
      await put(under, file, bytes);
      const url = await under.storage.link(file, under.until());
      expect((await under.send({ method: 'PUT', url, body: bytes })).ok).toBe(false);
      const changed = url.replace(/.(?=[^.&=]{3}$)/, (character) => (character === 'a' ? 'b' : 'a'));
      expect((await under.send({ method: 'GET', url: changed })).ok).toBe(false);
      under.expire();
      expect((await under.send({ method: 'GET', url })).ok).toBe(false);
    });
  });
}
