import type { ContractId, FileReference, UploadId } from '@workroom/core';

/**
 * Stores the files of submissions and statements. Browsers send the bytes directly to the storage. It
 * returns a signed target, which accepts exactly the announced file, by size, type and hash.
 */
export interface UploadStorage {
  /** Where and how to send the file, and until when. */
  target(file: StoredFile, until: Date): Promise<UploadTarget>;
  /** The completely uploaded file with this id; `null` if there is none. */
  find(contractId: ContractId, uploadId: UploadId): Promise<StoredFile | null>;
  /** A signed URL to download the file. Anyone who has it can use it until it expires. */
  link(file: StoredFile, until: Date): Promise<string>;
  /**
   * Deletes the stored file, including partial uploads; does nothing if there is none. Never called for a file that a
   * contract uses.
   */
  delete(contractId: ContractId, uploadId: UploadId): Promise<void>;
  /** Answers requests to its own addresses below `files/`, for storage without a separate server. */
  readonly serve?: (request: Request) => Promise<Response>;
}

export interface StoredFile extends FileReference {
  readonly contractId: ContractId;
}

export interface UploadTarget {
  readonly method: 'PUT';
  /** Absolute, or `files/…` below the base path, which `serve` answers. */
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

/** One gibibyte per contract; unused files: half a gibibyte and a hundred files per person. */
export const defaultUploadQuota: UploadQuota = {
  contractBytes: 1024 * 1024 * 1024,
  contractFiles: 1_000,
  personBytes: 512 * 1024 * 1024,
  personFiles: 100,
};

export const defaultMaxFileBytes = 25 * 1024 * 1024;

/** The time limit for sending a file. */
export const targetLifeMs = 15 * 60_000;
/** The validity of a link to a file. */
export const linkLifeMs = 5 * 60_000;

/** How long after its announcement a file may be used. */
export const namedWithinMs = 24 * 3_600_000;
/** When an unused file is removed: later than the previous limit, so that a command that uses it in time has ended. */
export const keptUnnamedMs = namedWithinMs + 3_600_000;
