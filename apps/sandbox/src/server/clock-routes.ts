import { DAY_MS, formatInstant, type Instant, instant, later, parseInstant } from '@workroom/core';
import { Hono } from 'hono';
import { z } from 'zod';
import { problem } from './problem.ts';
import type { SandboxClock } from './sandbox-clock.ts';

/** Far enough for every rule, and within the range of dates. */
const end = instant(Date.UTC(2200, 0, 1));

const AdvanceBody = z.union([
  z.strictObject({ advanceDays: z.number().min(0).max(36_500) }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
]);

/** `afterMove` processes work that became due. */
export function clockRoutes(clock: SandboxClock, afterMove: () => Promise<void>): Hono {
  const answer = () => Response.json({ now: formatInstant(clock.now()) }, { headers: { 'cache-control': 'no-store' } });

  return new Hono()
    .get('/', answer)
    .post('/', async (context) => {
      const sent = jsonOf(await context.req.text());
      if (sent === undefined) {
        return problem(400, 'malformed_json', 'Malformed JSON', 'The body is not valid JSON. Send a JSON object.');
      }
      const body = AdvanceBody.safeParse(sent);
      if (!body.success) {
        return problem(
          422,
          'invalid_request',
          'Invalid request',
          'Send {"advanceDays": n} with n from 0 to 36500, or {"to": "<RFC 3339 date and time>"}.',
        );
      }
      const now = clock.now();
      const target = targetOf(body.data, now);
      if (target < now) {
        return problem(
          409,
          'clock_never_goes_back',
          'The clock cannot be set back',
          `It is ${formatInstant(now)} in the sandbox. Send a later instant.`,
        );
      }
      if (target >= end) {
        return problem(
          422,
          'too_far',
          'Too far ahead',
          'The sandbox’s clock ends with the year 2199. Send an earlier instant.',
        );
      }
      clock.moveTo(target);
      await afterMove();
      return answer();
    })
    .all('/', () => {
      const refused = problem(
        405,
        'method_not_allowed',
        'Method not allowed',
        'Use GET to read the clock, POST to move it.',
      );
      refused.headers.set('allow', 'GET, POST');
      return refused;
    });
}

function targetOf(body: z.output<typeof AdvanceBody>, now: Instant): Instant {
  return 'to' in body ? parseInstant(body.to) : later(now, Math.round(body.advanceDays * DAY_MS));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
