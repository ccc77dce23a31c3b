import type { Output, WireContract } from '@workroom/core/api';
import { afterEach, describe, expect, test } from 'vitest';
import { diskUploads } from '../node/disk-uploads.ts';
import { temporaryUploads } from '../node/temporary-uploads.test.support.ts';
import {
  announcedFile,
  client,
  days,
  freelancer,
  type Market,
  openMarket,
  sendFile,
  stranger,
  uploadFile,
} from '../testing/market.test.support.ts';

let market: Market;
afterEach(() => market.workroom.close());

async function funded() {
  const deal = await market.create(50_000);
  await market.contract('fund', client, { params: deal.at(0), body: {} });
  return deal;
}

describe('files on submissions and statements', () => {
  test('a submission refers to uploaded files, and both sides can read them', async () => {
    market = openMarket();
    const { contractId, at } = await funded();
    const uploadId = await uploadFile(market, contractId);
    const contract: WireContract = await market.contract('submit', freelancer, {
      params: at(0),
      body: { message: 'Here it is.', files: [{ uploadId }] },
    });
    expect(contract.milestones[0]?.submissions[0]?.files).toEqual([{ uploadId, ...announcedFile }]);
    const link = (await market.send('getFile', client, { params: { contractId, uploadId } }))
      .body as Output<'FileLink'>;
    const file = await market.fetch('GET', link.url);
    expect(await file.text()).toBe('The first three sketches.');
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a statement in a dispute can have files', async () => {
    market = openMarket();
    const { contractId, at } = await funded();
    const { milestoneId } = at(0);
    const asked = await market.contract('requestRefund', client, {
      params: { contractId },
      body: { milestoneId, reason: 'Late.' },
    });
    const disputed = await market.contract('disputeRefund', freelancer, {
      params: { contractId, refundRequestId: asked.refundRequest?.id ?? '' },
      body: { reason: 'It was on time.' },
    });
    const uploadId = await uploadFile(market, contractId, client);
    const { dispute } = await market.contract('addStatement', client, {
      params: { contractId, disputeId: disputed.dispute?.id ?? '' },
      body: { message: 'See the mail.', files: [{ uploadId }] },
    });
    expect(dispute?.statements.at(-1)?.files).toEqual([{ uploadId, ...announcedFile }]);
  });

  test('a message can have files, and one without files has no such field', async () => {
    market = openMarket();
    const { contractId } = await funded();
    const uploadId = await uploadFile(market, contractId, client);
    const params = { contractId };
    await market.contract('postMessage', client, { params, body: { text: 'The brief.', files: [{ uploadId }] } });
    await market.contract('postMessage', client, { params, body: { text: 'Hello', files: [] } });
    const { data } = (await market.send('getTimeline', freelancer, { params })).body as Output<'Timeline'>;
    expect(data.slice(-2).map((event) => event.data)).toEqual([
      { text: 'The brief.', files: [{ uploadId, ...announcedFile }] },
      { text: 'Hello' },
    ]);
    expect((await market.send('getFile', freelancer, { params: { contractId, uploadId } })).status).toBe(200);
  });

  test('an upload that was never sent is not a file', async () => {
    market = openMarket();
    const { contractId, at } = await funded();
    const { body } = await market.send('createUpload', freelancer, { params: { contractId }, body: announcedFile });
    const { uploadId } = body as Output<'Upload'>;
    const refused = await market.problem('submit', freelancer, {
      params: at(0),
      body: { message: 'Here.', files: [{ uploadId }] },
    });
    expect(refused).toMatchObject({ code: 'upload_not_found', errors: [{ pointer: '/files/0/uploadId' }] });
  });

  test.each(['submit', 'addStatement'] as const)(
    'a repeated %s is replayed even if its file is deleted',
    async (name) => {
      const storage = temporaryUploads(() => market.system.ms);
      let isGone = false;
      market = openMarket({
        uploads: { storage: { ...storage, find: async (...asked) => (isGone ? null : storage.find(...asked)) } },
      });
      const { contractId, at } = await funded();
      const uploadId = await uploadFile(market, contractId);
      let params: Record<string, string> = at(0);
      if (name === 'addStatement') {
        const { milestoneId } = at(0);
        const asked = await market.contract('requestRefund', client, {
          params: { contractId },
          body: { milestoneId, reason: 'Late.' },
        });
        const { dispute } = await market.contract('disputeRefund', freelancer, {
          params: { contractId, refundRequestId: asked.refundRequest?.id ?? '' },
          body: { reason: 'It was on time.' },
        });
        params = { contractId, disputeId: dispute?.id ?? '' };
      }
      const send = (key: string, message = 'Here.') =>
        market.send(name, freelancer, { params, body: { message, files: [{ uploadId }] }, key });
      expect((await send('one')).status).toBe(201);
      isGone = true;
      const again = await send('one');
      expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
      expect((await send('one', 'Another.')).body).toMatchObject({ code: 'idempotency_key_reused' });
      expect((await send('two')).body).toMatchObject({ code: 'upload_not_found' });
    },
  );

  test('another contract’s file is not found', async () => {
    market = openMarket();
    const [one, two] = [await funded(), await funded()];
    const uploadId = await uploadFile(market, one.contractId);
    const body = { message: 'Here.', files: [{ uploadId }] };
    expect(await market.problem('submit', freelancer, { params: two.at(0), body })).toMatchObject({
      code: 'upload_not_found',
    });
    const params = { contractId: two.contractId, uploadId };
    expect((await market.send('getFile', client, { params })).status).toBe(404);
    expect((await market.send('getFile', stranger, { params: { ...params, contractId: one.contractId } })).status).toBe(
      404,
    );
  });

  test('size and type are limited by the options', async () => {
    const storage = diskUploads({ directory: 'never-written' });
    market = openMarket({ uploads: { storage, maxBytes: 100, contentTypes: ['image/*', 'text/plain'] } });
    const { contractId } = await market.create(50_000);
    const announce = (file: object) =>
      market.send('createUpload', freelancer, { params: { contractId }, body: { ...announcedFile, ...file } });
    expect((await announce({})).status).toBe(201);
    expect((await announce({ contentType: 'image/png' })).status).toBe(201);
    expect((await announce({ size: 101 })).body).toMatchObject({
      code: 'file_too_large',
      errors: [{ pointer: '/size' }],
    });
    expect((await announce({ contentType: 'text/html' })).body).toMatchObject({
      code: 'file_type_not_allowed',
      errors: [{ pointer: '/contentType' }],
    });
    expect((await announce({ name: '../../etc/passwd' })).status).toBe(422);
  });

  test('the number of files per contract and per person is limited, also in parallel', async () => {
    const storage = temporaryUploads(() => market.system.ms);
    const quota = { contractBytes: 4 * announcedFile.size, personFiles: 3 };
    market = openMarket({ uploads: { storage, quota } });
    const { contractId, at } = await funded();
    const announce = (as = freelancer) =>
      market.send('createUpload', as, { params: { contractId }, body: announcedFile });
    const answers = await Promise.all(Array.from({ length: 12 }, () => announce()));
    const taken = answers.filter(({ status }) => status === 201);
    // Of simultaneous requests all may be refused, but not all may be accepted.
    expect(taken.length).toBeLessThanOrEqual(3);
    while (taken.length < 3) taken.push(await announce());
    expect((await announce()).body).toMatchObject({
      status: 409,
      code: 'too_many_files',
      detail: expect.stringContaining('up to 3 unused files'),
    });
    for (const { body } of taken.slice(0, 2)) await sendFile(market, body as Output<'Upload'>);
    const files = taken.slice(0, 2).map(({ body }) => ({ uploadId: (body as Output<'Upload'>).uploadId }));
    await market.contract('submit', freelancer, { params: at(0), body: { message: 'Here.', files } });
    // A used file counts for the contract, and no longer for the person.
    expect((await announce()).status).toBe(201);
    expect((await announce()).body).toMatchObject({
      code: 'too_many_files',
      detail: expect.stringContaining('one contract'),
    });
    expect((await announce(client)).body).toMatchObject({ code: 'too_many_files' });
  });

  test('the sweep deletes files that are unused after a day, and keeps used ones', async () => {
    market = openMarket();
    const { contractId, at } = await funded();
    const [named, forgotten] = [await uploadFile(market, contractId), await uploadFile(market, contractId)];
    const submit = (uploadId: string) => ({ params: at(0), body: { message: 'Here.', files: [{ uploadId }] } });
    await market.contract('submit', freelancer, submit(named));
    const read = async (uploadId: string) =>
      (await market.send('getFile', client, { params: { contractId, uploadId } })).status;
    market.system.ms += days(1) - 1;
    await market.workroom.sweep();
    expect([await read(named), await read(forgotten)]).toEqual([200, 200]);
    market.system.ms += 2;
    // From now on it may be deleted at any time.
    expect(await market.problem('submit', freelancer, submit(forgotten))).toMatchObject({ code: 'upload_not_found' });
    market.system.ms += 2 * 3_600_000;
    await market.workroom.sweep();
    expect([await read(named), await read(forgotten)]).toEqual([200, 404]);
    // A file that was used once may be used again, however old it is.
    await market.contract('submit', freelancer, submit(named));
  });

  test('the sender can delete an unused upload, also repeatedly', async () => {
    market = openMarket();
    const { contractId, at } = await funded();
    const uploadId = await uploadFile(market, contractId);
    const params = { contractId, uploadId };
    const remove = (as = freelancer) => market.send('removeUpload', as, { params });
    expect((await remove(client)).body).toMatchObject({ code: 'not_found' });
    expect((await remove(stranger)).status).toBe(404);
    for (const answer of [await remove(), await remove()]) {
      expect([answer.status, answer.body]).toEqual([200, { uploadId }]);
    }
    const file = { params: at(0), body: { message: 'Here.', files: [{ uploadId }] } };
    expect(await market.problem('submit', freelancer, file)).toMatchObject({ code: 'upload_not_found' });
    expect((await market.send('getFile', freelancer, { params })).status).toBe(404);
    market.system.ms += 3_600_000;
    await market.workroom.sweep();
    expect((await remove()).status).toBe(404);
  });

  test('a used upload is kept, even if its use was never recorded', async () => {
    market = openMarket();
    const { contractId, at } = await funded();
    const uploadId = await uploadFile(market, contractId);
    const params = { contractId, uploadId };
    await market.contract('submit', freelancer, { params: at(0), body: { message: 'Here.', files: [{ uploadId }] } });
    expect(await market.problem('removeUpload', freelancer, { params })).toMatchObject({
      status: 409,
      code: 'upload_in_use',
    });
    expect((await market.send('getFile', client, { params })).status).toBe(200);
  });

  test('a submission during its file’s deletion either keeps the file or is refused', async () => {
    market = openMarket();
    const deal = await funded();
    const { contractId } = deal;
    const races = await Promise.all(
      Array.from({ length: 6 }, async (_, index) => {
        const uploadId = await uploadFile(market, contractId);
        const params = { contractId, uploadId };
        const body = { text: 'Here.', files: [{ uploadId }] };
        const post = () => market.send('postMessage', freelancer, { params: { contractId }, body });
        const remove = () => market.send('removeUpload', freelancer, { params });
        const [first, second] = index % 2 === 0 ? [post, remove] : [remove, post];
        const answers = await Promise.all([first(), second()]);
        return { params, posted: (index % 2 === 0 ? answers[0] : answers[1]).status };
      }),
    );
    market.system.ms += 2 * days(1);
    await market.workroom.sweep();
    for (const { params, posted } of races) {
      const { status } = await market.send('getFile', client, { params });
      expect([posted, status]).toEqual(posted === 201 ? [201, 200] : [422, 404]);
    }
  });

  test('without file storage the error names the fix', async () => {
    market = openMarket({ uploads: undefined });
    const { contractId, at } = await funded();
    const refused = await market.problem('createUpload', freelancer, { params: { contractId }, body: announcedFile });
    expect(refused).toMatchObject({
      status: 409,
      code: 'uploads_not_configured',
      detail: expect.stringContaining('link'),
    });
    const body = { message: 'Here.', files: [{ uploadId: 'upl_1' }] };
    expect(await market.problem('submit', freelancer, { params: at(0), body })).toMatchObject({
      code: 'uploads_not_configured',
    });
  });
});
