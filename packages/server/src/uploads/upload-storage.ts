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
  /** A signed URL to download the file. Anyone who has it can use it until it expires. */
  link(file: StoredFile, until: Date): Promise<string>;
  /** Deletes what is kept of the file, also what was sent in part; nothing where there is none. Never one that a contract names. */
  delete(contractId: ContractId, uploadId: UploadId): Promise<void>;
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
   * The storage of the files.
   *
   * @example diskUploads({ directory: './uploads' })   // of `@workroom/server/node`
   * @example s3Uploads({ endpoint, bucket, region, accessKeyId, secretAccessKey })   // of `@workroom/server/uploads`
   */
  readonly storage: UploadStorage;
  /** The largest file, in bytes. @default 26_214_400 */
  readonly maxBytes?: number | undefined;
  /**
   * Accepted media types; `image/*` accepts all images.
   *
   * @default any: files are served as downloads only
   */
  readonly contentTypes?: readonly string[] | undefined;
  /** Limits on stored files. @default defaultUploadQuota */
  readonly quota?: Partial<UploadQuota> | undefined;
}

export interface UploadQuota {
  /** Total size of the files of one contract, in bytes. */
  readonly contractBytes: number;
  /** Number of files of one contract. */
  readonly contractFiles: number;
  /** Total size of the files of one person that no submission or statement uses yet, in bytes. */
  readonly personBytes: number;
  /** Number of these files. */
  readonly personFiles: number;
}

/** A gibibyte a contract; of what nothing names yet, half of one and a hundred files a person. */
export const defaultUploadQuota: UploadQuota = {
  contractBytes: 1024 * 1024 * 1024,
  contractFiles: 1_000,
  personBytes: 512 * 1024 * 1024,
  personFiles: 100,
};

export const defaultMaxFileBytes = 25 * 1024 * 1024;

/** How long a file may take to be sent. */
export const targetLifeMs = 15 * 60_000;
/** How long a link to a file can be followed. */
export const linkLifeMs = 5 * 60_000;

/** How long after it was announced a file may be named. */
export const namedWithinMs = 24 * 3_600_000;
/** When a file that nothing has named is removed: later, so that a command which names it in time has ended by then. */
export const keptUnnamedMs = namedWithinMs + 3_600_000;
