import type { ContractId, FileReference, UploadId } from '@workroom/core';

/**
 * Keeps the files of submissions and statements. The bytes go straight from the browser to the storage:
 * it is handed a signed target, and takes exactly the file that was announced, by size, type and hash.
 */
export interface UploadStorage {
  /** Where and how to send the file, valid until then. */
  target(file: StoredFile, until: Date): Promise<UploadTarget>;
  /** What was sent whole under this id; `null` when nothing was. */
  find(contractId: ContractId, uploadId: UploadId): Promise<StoredFile | null>;
  /** An address that whoever has it can read the file at, as a download, until then. */
  link(file: StoredFile, until: Date): Promise<string>;
  /** Answers requests to addresses below `files/` that it gave out; for storage without a server of its own. */
  readonly serve?: (request: Request) => Promise<Response>;
}

export interface StoredFile extends FileReference {
  readonly contractId: ContractId;
}

export interface UploadTarget {
  readonly method: 'PUT';
  /** Absolute, or `files/…` below the base path, to be answered by `serve`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface UploadsOption {
  /**
   * @example diskUploads({ directory: './uploads' })   // of `@workroom/server/node`
   * @example s3Uploads({ endpoint, bucket, region, accessKeyId, secretAccessKey })   // of `@workroom/server/uploads`
   */
  readonly storage: UploadStorage;
  /** The largest file, in bytes. @default 26_214_400 */
  readonly maxBytes?: number | undefined;
  /**
   * Media types that are taken; `image/*` stands for all of a kind.
   *
   * @default any: files are only ever offered as downloads
   */
  readonly contentTypes?: readonly string[] | undefined;
}

export const defaultMaxFileBytes = 25 * 1024 * 1024;

/** How long a file may take to be sent. */
export const targetLifeMs = 15 * 60_000;
/** How long a link to a file can be followed. */
export const linkLifeMs = 5 * 60_000;
