import { type ContractId, type FileReference, formatInstant, instant } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { Problem } from '../problem.ts';
import type { UploadRecord, UploadRecords } from '../store/upload-records.ts';
import {
  linkLifeMs,
  namedWithinMs,
  type StoredFile,
  targetLifeMs,
  type UploadQuota,
  type UploadStorage,
} from '../uploads/upload-storage.ts';
import type { OperationContext } from './context.ts';
import { contractIdIn, idIn } from './parameters.ts';
import { visible } from './reads.ts';
import type { Checked, CheckedFor } from './request.ts';

/** The configuration of uploads, with defaults. */
export interface Uploads {
  readonly storage: UploadStorage;
  readonly maxBytes: number;
  readonly contentTypes: readonly string[] | null;
  readonly quota: UploadQuota;
}

/** A target for one file. It becomes part of the contract when a submission, a statement or a message uses it. */
export async function createUpload(
  context: OperationContext,
  checked: CheckedFor<'createUpload'>,
): Promise<Output<'Upload'>> {
  const { storage, maxBytes, contentTypes } = configured(context);
  const { id: contractId } = await visible(context, checked);
  const asked = checked.body;
  if (asked.size > maxBytes) {
    const message = `A file may have up to ${maxBytes} bytes.`;
    throw new Problem('file_too_large', { errors: [{ pointer: '/size', code: 'file_too_large', message }] });
  }
  if (contentTypes !== null && !contentTypes.some((pattern) => covers(pattern, asked.contentType))) {
    const message = `These file types are accepted: ${contentTypes.join(', ')}.`;
    const errors = [{ pointer: '/contentType', code: 'file_type_not_allowed', message }];
    throw new Problem('file_type_not_allowed', { errors });
  }
  const { commands, basePath } = context;
  const uploadId = commands.newId('upload');
  const nowMs = commands.systemNowMs();
  await announce(context, checked, { contractId, id: uploadId, size: asked.size, announcedAtMs: nowMs });
  const untilMs = nowMs + targetLifeMs;
  const target = await storage.target({ ...asked, contractId, uploadId }, new Date(untilMs));
  return {
    uploadId,
    method: target.method,
    url: reachable(target.url, basePath),
    headers: { ...target.headers },
    expiresAt: formatInstant(instant(untilMs)),
  };
}

/** Records the file, and removes the record if a quota is exceeded, so that concurrent uploads cannot exceed it. */
async function announce(
  { commands, uploads }: OperationContext,
  { caller }: Checked,
  file: Omit<UploadRecord, 'personId'>,
): Promise<void> {
  if (uploads === null || caller.kind !== 'person') return;
  const { contractId, id } = file;
  const records = commands.store.uploads;
  await records.add({ ...file, personId: caller.person.id });
  const full = whatIsFull(uploads.quota, await records.use(contractId, caller.person.id));
  if (full === null) return;
  await records.remove(contractId, id);
  throw new Problem('too_many_files', { detail: full });
}

function whatIsFull(
  quota: UploadQuota,
  { contract, person }: Awaited<ReturnType<UploadRecords['use']>>,
): string | null {
  const instead = 'Put this file elsewhere and add a link.';
  if (contract.bytes > quota.contractBytes) {
    return `The files of one contract may have up to ${quota.contractBytes} bytes in total. ${instead}`;
  }
  if (contract.files > quota.contractFiles) return `A contract may have up to ${quota.contractFiles} files. ${instead}`;
  const forgotten = 'Submit the files that you sent, or wait: unused files are removed after a day.';
  if (person.bytes > quota.personBytes) {
    return `Your unused files may have up to ${quota.personBytes} bytes in total. ${forgotten}`;
  }
  if (person.files > quota.personFiles) {
    return `You may have up to ${quota.personFiles} unused files. ${forgotten}`;
  }
  return null;
}

/**
 * Deletes an unused file for its sender. No new command may use it, and the sweep removes it once all running commands
 * have ended. A running command that uses it keeps the file.
 */
export async function removeUpload(
  context: OperationContext,
  checked: CheckedFor<'removeUpload'>,
): Promise<Output<'UploadRemoval'>> {
  configured(context);
  const { id: contractId } = await visible(context, checked);
  const { commands } = context;
  const uploadId = idIn('upload', checked.parameters);
  // A minute more, because the clocks of processes may differ.
  const toMs = commands.systemNowMs() - namedWithinMs - 60_000;
  const personId = checked.caller.kind === 'person' ? checked.caller.person.id : '';
  const found = await commands.store.uploads.retire(contractId, uploadId, personId, toMs);
  if (found === 'unknown') throw new Problem('not_found', { detail: 'You have no such upload on this contract.' });
  if (found === 'named') throw new Problem('upload_in_use');
  return { uploadId };
}

export async function getFile(context: OperationContext, checked: CheckedFor<'getFile'>): Promise<Output<'FileLink'>> {
  const { storage } = configured(context);
  const { id: contractId } = await visible(context, checked);
  const uploadId = idIn('upload', checked.parameters);
  const { store, systemNowMs } = context.commands;
  const [file, outdated] = await Promise.all([
    storage.find(contractId, uploadId),
    store.uploads.outdated(contractId, [uploadId], systemNowMs() - namedWithinMs),
  ]);
  if (file === null || outdated.length > 0)
    throw new Problem('not_found', { detail: 'There is no such file on this contract.' });
  const untilMs = context.commands.systemNowMs() + linkLifeMs;
  const url = await storage.link(file, new Date(untilMs));
  return { url: reachable(url, context.basePath), expiresAt: formatInstant(instant(untilMs)) };
}

export function namesFiles(body: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(body.files) && body.files.length > 0;
}

/** The body of a command, with upload ids replaced by files. */
export async function withFiles(
  context: OperationContext,
  checked: Checked,
  body: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const named = (body.files ?? []) as NonNullable<Output<'SubmitBody'>['files']>;
  const { storage } = configured(context);
  await visible(context, checked);
  const { commands } = context;
  const contractId = contractIdIn(checked.parameters);
  const ids = named.map(({ uploadId }) => uploadId);
  const tooOld = await commands.store.uploads.outdated(contractId, ids, commands.systemNowMs() - namedWithinMs);
  const files = await Promise.all(
    ids.map((id, index) => {
      if (tooOld.includes(id)) throw notFound(index);
      return found(storage, contractId, id, index);
    }),
  );
  return { ...body, files };
}

/** The command uses these files: they are kept, and no longer count toward their sender's quota. */
export async function keepFiles(
  { commands, uploads }: OperationContext,
  checked: Checked,
  { files }: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (uploads === null || !Array.isArray(files) || files.length === 0) return;
  const ids = (files as readonly FileReference[]).map(({ uploadId }) => uploadId);
  try {
    await commands.store.uploads.markNamed(contractIdIn(checked.parameters), ids);
  } catch (error) {
    // The sweep detects it from the history.
    commands.onError(error, 'recording that files are named');
  }
}

async function found(
  storage: UploadStorage,
  contractId: ContractId,
  uploadId: StoredFile['uploadId'],
  index: number,
): Promise<FileReference> {
  const file = await storage.find(contractId, uploadId);
  if (file === null) throw notFound(index);
  const { name, size, contentType, sha256 } = file;
  return { uploadId, name, size, contentType, sha256 };
}

function notFound(index: number): Problem {
  const pointer = `/files/${index}/uploadId`;
  const message = 'There is no complete upload with this id. Send the file again.';
  return new Problem('upload_not_found', { errors: [{ pointer, code: 'upload_not_found', message }] });
}

function configured({ uploads }: OperationContext): Uploads {
  if (uploads === null) throw new Problem('uploads_not_configured');
  return uploads;
}

function covers(pattern: string, contentType: string): boolean {
  const kind = pattern.endsWith('/*') ? pattern.slice(0, -1) : null;
  return kind === null ? pattern === contentType : contentType.startsWith(kind);
}

function reachable(url: string, basePath: string): string {
  return url.startsWith('files/') ? `${basePath === '/' ? '' : basePath}/${url}` : url;
}
