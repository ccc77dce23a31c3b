import { describe, expect, test } from 'vitest';
import { decide } from './decide.ts';
import { openDraft, record } from './draft.ts';
import { assertStep, assertTimer } from './process-check.ts';
import { isRefusal } from './refusal.ts';
import {
  freelancer,
  givenFunded,
  givenSubmitted,
  requestChanges,
  seededIds,
  start,
  submit,
  testEnvironment,
} from './testing/index.ts';

const environment = testEnvironment(start, seededIds(7));

function submitted() {
  const { contract } = givenFunded();
  const command = submit()(contract);
  const decision = decide(contract, command, freelancer, environment);
  if (isRefusal(decision)) throw new Error(decision.refused);
  return { contract, command, decision };
}

describe('a decision that violates its row of the process table is an error', () => {
  test('a decision within its row passes', () => {
    const { contract, command, decision } = submitted();
    expect(() => assertStep(contract, command, decision)).not.toThrow();
  });

  test('by its notifications', () => {
    const { contract, decision } = submitted();
    const other = requestChanges()(contract);
    expect(() => assertStep(contract, other, decision)).toThrow('request_changes may not emit milestone.submitted');
  });

  test('by the resulting state, on its own milestone and on another', () => {
    const { contract, command, decision } = submitted();
    const lead = (place: number) => ({
      ...decision,
      contract: {
        ...decision.contract,
        milestones: decision.contract.milestones.map((each, index) =>
          index === place ? { ...each, state: 'refunded' as const } : each,
        ),
      },
    });
    expect(() => assertStep(contract, command, lead(0))).toThrow('submit does not lead from funded to refunded');
    expect(() => assertStep(contract, command, lead(1))).toThrow('submit does not lead from planned to refunded');
  });

  test('by a change without an event', () => {
    const { contract, command, decision } = submitted();
    expect(() => assertStep(contract, command, { ...decision, events: [] })).toThrow('records an event for its change');
  });
});

test('a deadline is an error too if its row does not contain its effect', () => {
  const { contract } = givenSubmitted();
  const draft = openDraft(contract, { side: 'system' }, environment);
  const milestoneId = contract.milestones[0]?.id ?? 'mst_none';
  expect(() => assertTimer('reminder', contract, draft, 0, milestoneId)).toThrow(
    'reminder records an event for its change',
  );
  record(draft, 'milestone.cancelled', { milestoneId });
  expect(() => assertTimer('reminder', contract, draft, 0, milestoneId)).toThrow('may not emit milestone.cancelled');
  expect(() => assertTimer('review', contract, draft, 0, milestoneId)).toThrow('review does not lead from');
});
