import { DAY_MS, formatInstant, type Instant, instant, later, latest } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import { clockRoutes } from './clock-routes.ts';

const noon = instant(Date.UTC(2026, 10, 22, 12));

function clockOnly() {
  const state: { now: Instant; swept: number } = { now: noon, swept: 0 };
  const clock = {
    now: () => state.now,
    moveTo: (target: Instant) => {
      state.now = latest(state.now, target);
    },
  };
  const app = clockRoutes(clock, async () => {
    state.swept += 1;
  });
  const post = (body: string) => app.request('/', { method: 'POST', body });
  return { state, app, post };
}

test('GET returns the time', async () => {
  const { app } = clockOnly();
  expect(await (await app.request('/')).json()).toEqual({ now: '2026-11-22T12:00:00.000Z' });
});

test('advanceDays moves the clock, and due work is done before the answer', async () => {
  const { state, post } = clockOnly();
  const answer = await post('{"advanceDays": 14}');
  expect(await answer.json()).toEqual({ now: '2026-12-06T12:00:00.000Z' });
  expect(state).toEqual({ now: later(noon, 14 * DAY_MS), swept: 1 });
});

test('advanceDays may be a part of a day', async () => {
  const { post } = clockOnly();
  expect(await (await post('{"advanceDays": 0.5}')).json()).toEqual({ now: '2026-11-23T00:00:00.000Z' });
});

test('to moves the clock to an instant, in any time zone', async () => {
  const { post } = clockOnly();
  expect(await (await post('{"to": "2026-11-23T14:00:00+02:00"}')).json()).toEqual({ now: '2026-11-23T12:00:00.000Z' });
});

test('the clock cannot be set back, and the refusal contains the current time', async () => {
  const { state, post } = clockOnly();
  const answer = await post(JSON.stringify({ to: formatInstant(later(noon, -1)) }));
  expect(answer.status).toBe(409);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({
    code: 'clock_never_goes_back',
    detail: expect.stringContaining('2026-11-22T12:00:00.000Z'),
  });
  expect(state).toEqual({ now: noon, swept: 0 });
});

describe('any other request is refused and does not move the clock', () => {
  test.each([
    ['nonsense', 400],
    ['null', 422],
    ['{}', 422],
    ['{"advanceDays": "1"}', 422],
    ['{"advanceDays": -1}', 422],
    ['{"advanceDays": 1e9}', 422],
    ['{"advanceDays": 1, "to": "2026-12-01T00:00:00Z"}', 422],
    ['{"to": "tomorrow"}', 422],
    ['{"to": "2026-12-01"}', 422],
    ['{"to": "2999-12-01T00:00:00Z"}', 422],
    ['{"advance": 1}', 422],
  ])('%s', async (body, status) => {
    const { state, post } = clockOnly();
    expect((await post(body)).status).toBe(status);
    expect(state).toEqual({ now: noon, swept: 0 });
  });

  test('another method', async () => {
    const answer = await clockOnly().app.request('/', { method: 'DELETE' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });
});
