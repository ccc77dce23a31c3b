import type { WireContract, WireEvent } from '@workroom/core/api';
import { contractFixture, dana } from '../src/testing/states.ts';

export interface LargeContract {
  readonly contract: WireContract;
  /** Oldest first. */
  readonly events: readonly WireEvent[];
}

/** 200 milestones, one of them in review, and 1,000 timeline entries, in the server's format. */
export async function largeContract(): Promise<LargeContract> {
  const milestones = Array.from({ length: 200 }, (_, index) => ({
    title: `Chapter ${index + 1}`,
    description: 'Illustrations and layout, with one round of changes.',
    amount: 20_000 + index * 100,
    dueOn: '2027-01-15',
  }));
  const { backend, contractId, milestone, client, freelancer } = contractFixture(
    { title: 'Field guide', milestones },
    { policy: { maxMilestones: 200 } },
  );
  client({ type: 'fund', milestoneId: milestone(0) });
  freelancer({ type: 'submit', milestoneId: milestone(0), message: 'First chapter.', links: [], files: [] });
  const seq = async () => ((await read('')) as WireContract).seq;
  const read = async (path: string) => {
    const headers = { authorization: `Bearer ${await backend.sessionOf(dana)()}` };
    return (await backend.fetch(`${backend.baseUrl}/contracts/${contractId}${path}`, { headers })).json();
  };
  // The events of the contract's creation are not part of its timeline.
  for (let count = await seq(); count < 1_200; count += 1) {
    const say = count % 2 === 0 ? client : freelancer;
    say({ type: 'post_message', text: `Message ${count}: the second plate works better in green.` });
  }
  const events: WireEvent[] = [];
  for (;;) {
    const page = (await read(`/timeline?after=${events.at(-1)?.seq ?? 0}&limit=200`)) as { data: WireEvent[] };
    if (page.data.length === 0) return { contract: (await read('')) as WireContract, events };
    events.push(...page.data);
  }
}
