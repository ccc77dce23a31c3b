import { DAY_MS, instant, later } from '@workroom/core';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/sandbox-process.ts';
import { openDataFolder } from './data-folder.ts';
import { openSandboxClock } from './sandbox-clock.ts';

const noon = instant(Date.UTC(2026, 10, 22, 12));

/** A clock with a manual system time, which can be reopened. */
function clockFixture() {
  const temporary = temporaryFolder();
  const folder = openDataFolder(temporary.path);
  const system = { now: noon };
  return {
    system,
    open: (begin = system.now) => openSandboxClock({ folder, systemNow: () => system.now, begin }),
    [Symbol.dispose]() {
      folder.unlock();
      temporary[Symbol.dispose]();
    },
  };
}

test('runs with the system’s time', () => {
  using fixture = clockFixture();
  const clock = fixture.open();
  fixture.system.now = later(noon, 5_000);
  expect(clock.now()).toBe(later(noon, 5_000));
});

test('keeps its offset after a restart', () => {
  using fixture = clockFixture();
  fixture.open().moveTo(later(noon, 14 * DAY_MS));
  fixture.system.now = later(noon, 1_000);
  expect(fixture.open().now()).toBe(later(noon, 14 * DAY_MS + 1_000));
});

test('never goes back by a move', () => {
  using fixture = clockFixture();
  const clock = fixture.open();
  clock.moveTo(later(noon, -1));
  expect(clock.now()).toBe(noon);
});

test('never goes back when the system’s clock is set back, or after a restart', () => {
  using fixture = clockFixture();
  const clock = fixture.open();
  clock.moveTo(later(noon, DAY_MS));
  fixture.system.now = later(noon, -3_600_000);
  expect(clock.now()).toBe(later(noon, DAY_MS));
  expect(fixture.open().now()).toBe(later(noon, DAY_MS));
});

test('starts in the past if requested, but only the first time', () => {
  using fixture = clockFixture();
  expect(fixture.open(later(noon, -DAY_MS)).now()).toBe(later(noon, -DAY_MS));
  expect(fixture.open(noon).now()).toBe(later(noon, -DAY_MS));
});
