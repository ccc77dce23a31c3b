import '../../src/define/milestone-workroom.ts';
import { timed } from './measure.ts';

window.drawSkeleton = () =>
  timed(async () => {
    const room = document.createElement('milestone-workroom');
    Object.assign(room, { contractId: 'ctr_1', baseUrl: '/never', fetch: () => new Promise(() => {}) });
    document.body.append(room);
    await room.updateComplete;
    if (!room.shadowRoot?.querySelector('[part=skeleton]')) throw new Error('no skeleton');
  });

window.drawScreen = async ({ contract, events }) => {
  let answer: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const fetch = async (input: RequestInfo | URL) => {
    await asked;
    const url = new URL(String(input));
    if (url.pathname.endsWith('/stream')) return new Promise<Response>(() => {});
    if (!url.pathname.endsWith('/timeline')) return Response.json(contract);
    const after = Number(url.searchParams.get('after') ?? 0);
    const data = events.filter(({ seq }) => seq > after).slice(0, 200);
    return Response.json({ data, nextCursor: data.at(-1)?.seq === events.at(-1)?.seq ? null : 'more' });
  };
  const room = document.createElement('milestone-workroom');
  Object.assign(room, { contractId: contract.id, baseUrl: location.origin, fetch });
  document.body.append(room);
  await room.updateComplete;
  const count = (selector: string) => room.shadowRoot?.querySelectorAll(selector).length ?? 0;
  const isDrawn = async (milestones: number) => {
    while (count('.milestone') < milestones || count('.event') === 0) await new Promise((done) => setTimeout(done));
  };
  // Starting when the data is available.
  const start = performance.now();
  const usable = await timed(() => {
    answer();
    return isDrawn(1);
  });
  await timed(() => isDrawn(contract.milestones.length));
  return { usable, whole: performance.now() - start };
};
