import { expect, test } from 'vitest';
import { booksBesideDatabases } from './beside-databases.ts';
import { memoryStorage, type SimulatedStorage } from './storage.ts';

const down: SimulatedStorage = {
  read: () => Promise.reject(new Error('down')),
  write: () => Promise.reject(new Error('down')),
  keys: () => Promise.reject(new Error('down')),
};

test('records made in memory before there was a database are found and changed there', async () => {
  const { storage, keepIn } = booksBesideDatabases();
  await storage.write('pay_1', 'first', 0);
  keepIn(memoryStorage());
  expect(await storage.write('pay_1', 'created twice', 0)).toBe(false);
  expect(await storage.write('pay_1', 'second', 1)).toBe(true);
  expect(await storage.read('pay_1')).toEqual({ text: 'second', revision: 2 });
});

test('a database that does not answer does not block another Workroom', async () => {
  const { storage, keepIn } = booksBesideDatabases();
  const own = memoryStorage();
  keepIn(own);
  keepIn(down);
  expect(await storage.write('pay_1', 'first', 0)).toBe(true);
  expect(await storage.read('pay_1')).toMatchObject({ text: 'first' });
  expect(await storage.read('pay_none')).toBeNull();
  expect(await storage.keys()).toEqual(['pay_1']);
  expect(await own.keys()).toEqual(['pay_1']);
});

test('its own database that does not answer does not make payments unknown', async () => {
  const { storage, keepIn } = booksBesideDatabases();
  keepIn(down);
  keepIn(memoryStorage());
  await expect(storage.read('pay_1')).rejects.toThrow('down');
  await expect(storage.write('pay_1', 'first', 0)).rejects.toThrow('down');
});

test('a closed Workroom is released', async () => {
  const { storage, keepIn } = booksBesideDatabases();
  const letGo = keepIn(down);
  letGo();
  const next = memoryStorage();
  keepIn(next);
  await storage.write('pay_1', 'first', 0);
  expect(await next.keys()).toEqual(['pay_1']);
});
