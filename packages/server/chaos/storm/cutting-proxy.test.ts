import { startPostgres } from '@workroom/toolchain/postgres';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CuttingProxy, type Moment, startCuttingProxy } from './cutting-proxy.ts';

// The chaos test is only useful if the proxy cuts at the stated moments.

describe('the proxy that cuts connections', () => {
  let direct: postgres.Sql;
  let proxy: CuttingProxy;
  let through: postgres.Sql;
  let next: Moment | null = null;

  beforeAll(async () => {
    const target = await (await startPostgres({ version: 18 })).freshDatabase();
    direct = postgres(target, { max: 1 });
    await direct`create table noted (value text)`;
    proxy = await startCuttingProxy({
      target,
      isCommit: (sql) => sql.startsWith('insert'),
      fate(isCommit) {
        const moment = isCommit ? next : null;
        if (isCommit) next = null;
        return moment;
      },
    });
    through = postgres(proxy.url, { max: 1, fetch_types: false });
  });
  afterAll(async () => {
    await Promise.all([direct.end(), through.end()]);
    await proxy.close();
  });

  const write = (value: string) => through.unsafe('insert into noted values ($1)', [value], { prepare: true });
  const written = async (value: string) => (await direct`select from noted where value = ${value}`).length;

  test('passes on everything else', async () => {
    await write('whole');
    expect([await written('whole'), proxy.cuts]).toEqual([1, { before: 0, during: 0, after: 0, elsewhere: 0 }]);
  });

  test.each(['first', 'again'])('cuts before a commit, and nothing is written (%s)', async (value) => {
    next = 'before';
    await expect(write(`before ${value}`)).rejects.toThrow('CONNECTION_CLOSED');
    expect(await written(`before ${value}`)).toBe(0);
  });

  test.each(['first', 'again'])(
    'cuts after a commit: everything is written, and the answer is lost (%s)',
    async (value) => {
      next = 'after';
      await expect(write(`after ${value}`)).rejects.toThrow('CONNECTION_CLOSED');
      expect(await written(`after ${value}`)).toBe(1);
    },
  );

  test('cuts during a commit, and the outcome is unknown', async () => {
    next = 'during';
    await expect(write('during')).rejects.toThrow('CONNECTION_CLOSED');
    expect(proxy.cuts).toMatchObject({ before: 2, during: 1, after: 2 });
  });

  test('cuts nothing after its cuts are stopped', async () => {
    proxy.calm();
    next = 'before';
    await write('calm');
    expect(await written('calm')).toBe(1);
  });
});
