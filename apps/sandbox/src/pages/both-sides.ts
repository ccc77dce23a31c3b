import '@workroom/elements/define/workroom-provider';
import '@workroom/elements/define/milestone-workroom';
import { bindPayments } from './payments.ts';
import { signedIn, workroomClient } from './session.ts';
import { contractIdInPath, openShell } from './shell.ts';

/** One contract as seen by its client and its freelancer. Each side has its own session. */
const contractId = contractIdInPath();
await signedIn();
const rooms = [...document.querySelectorAll('milestone-workroom')];
const { title, client, freelancer } = await workroomClient().getContract({ contractId });
document.title = `${title}, both sides · Quillmoor`;
const back = document.querySelector<HTMLAnchorElement>('#to-contract');
if (back !== null) Object.assign(back, { href: `/contracts/${encodeURIComponent(contractId)}`, textContent: title });

for (const [index, [side, person]] of [['Client', client] as const, ['Freelancer', freelancer] as const].entries()) {
  const room = rooms[index];
  const provider = room?.closest('workroom-provider');
  const heading = room?.closest('section')?.querySelector('h2');
  if (room === undefined || !provider || !heading) continue;
  heading.textContent = `${side}: ${person.name}`;
  provider.sessionEndpoint = `/sandbox/session?as=${encodeURIComponent(person.id)}`;
  room.contractId = contractId;
}
const reload = async () => void (await Promise.all(rooms.map((room) => room.refresh())));
bindPayments(reload, client.id);
await openShell(reload);
