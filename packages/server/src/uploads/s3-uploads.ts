import { hexToBytes } from '@noble/hashes/utils.js';
import type { ContractId, UploadId } from '@workroom/core';
import { AwsClient } from 'aws4fetch';
import { toBase64 } from '../base64.ts';
import type { StoredFile, UploadStorage } from './upload-storage.ts';

export interface S3Options {
  /** @example 'https://s3.eu-central-1.amazonaws.com' */
  readonly endpoint: string;
  readonly bucket: string;
  /** @example 'eu-central-1'; 'auto' if the service has none */
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** A prefix of every key, for a shared bucket. @default '' */
  readonly prefix?: string | undefined;
  /** System time. @default Date.now */
  readonly nowMs?: (() => number) | undefined;
  /** @default the global one */
  readonly fetch?: typeof fetch | undefined;
}

/**
 * Files in a bucket of S3 or a compatible service. A presigned request includes everything that the
 * service checks: the length, the type and the checksum of the body are part of the signature. So no other
 * file can be stored under the address, and storing a file twice has no further effect.
 *
 * The bucket needs a CORS rule that lets the pages' origins PUT, and should be private.
 *
 * Source: AWS, "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".
 */
export function s3Uploads(options: S3Options): UploadStorage {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey, prefix = '' } = options;
  const { fetch: send = fetch, nowMs = Date.now } = options;
  const aws = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  const address = (contractId: ContractId, uploadId: UploadId) =>
    new URL(`${endpoint.replace(/\/$/, '')}/${bucket}/${prefix}${contractId}/${uploadId}`);

  async function presigned(url: URL, method: string, until: Date, headers: Readonly<Record<string, string>> = {}) {
    // Whole seconds, at least one, and at most the service's limit of seven days.
    const seconds = Math.min(604_800, Math.max(1, Math.ceil((until.getTime() - nowMs()) / 1_000)));
    url.searchParams.set('X-Amz-Expires', String(seconds));
    const signed = await aws.sign(url.href, {
      method,
      headers,
      aws: { signQuery: true, allHeaders: true, datetime: signingTime(nowMs()) },
    });
    return signed.url;
  }

  return {
    async target(file, until) {
      const headers = {
        'content-type': file.contentType,
        'x-amz-checksum-sha256': toBase64(hexToBytes(file.sha256)),
        'x-amz-meta-name': encodeURIComponent(file.name),
        'x-amz-meta-sha256': file.sha256,
      };
      // Browsers set the length themselves, and it must match the signed one.
      const signedHeaders = { ...headers, 'content-length': String(file.size) };
      const url = await presigned(address(file.contractId, file.uploadId), 'PUT', until, signedHeaders);
      return { method: 'PUT', url, headers };
    },
    async find(contractId, uploadId) {
      const request = await aws.sign(address(contractId, uploadId).href, {
        method: 'HEAD',
        aws: { datetime: signingTime(nowMs()) },
      });
      const response = await send(request);
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`The file storage answered ${response.status} to a HEAD of ${uploadId}.`);
      return storedFile(contractId, uploadId, response.headers);
    },
    async delete(contractId, uploadId) {
      const request = await aws.sign(address(contractId, uploadId).href, {
        method: 'DELETE',
        aws: { datetime: signingTime(nowMs()) },
      });
      const response = await send(request);
      await response.body?.cancel();
      if (response.ok || response.status === 404) return;
      throw new Error(`The file storage answered ${response.status} to a DELETE of ${uploadId}.`);
    },
    link(file, until) {
      const url = address(file.contractId, file.uploadId);
      url.searchParams.set(
        'response-content-disposition',
        `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      );
      return presigned(url, 'GET', until);
    },
  };
}

function storedFile(contractId: ContractId, uploadId: UploadId, headers: Headers): StoredFile | null {
  const name = headers.get('x-amz-meta-name');
  const sha256 = headers.get('x-amz-meta-sha256');
  // Another object has this key: it was not uploaded through Workroom.
  if (name === null || sha256 === null) return null;
  return {
    contractId,
    uploadId,
    name: decodeURIComponent(name),
    size: Number(headers.get('content-length')),
    contentType: headers.get('content-type') ?? 'application/octet-stream',
    sha256,
  };
}

/** The format in signatures: `20261122T090000Z`. */
function signingTime(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/[:-]|\.\d{3}/g, '');
}
