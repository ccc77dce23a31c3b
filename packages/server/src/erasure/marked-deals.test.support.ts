import type { Person } from '@workroom/core';
import type { Evidence } from '../evidence/evidence.ts';
import type { Database } from '../store/database.ts';
import { ask } from '../store/testing/ask.ts';
import { type Answer, type Market, uploadFile } from '../testing/market.test.support.ts';

// Test people whose texts carry a mark, and contracts on which they write many.

let people = 0;
export interface Somebody extends Person {
  readonly mark: string;
  readonly say: (text: string) => string;
}

/** A person whose every text contains their mark. */
export function somebody(): Somebody {
  people += 1;
  const mark = `mark${people}x`;
  let said = 0;
  return {
    id: `person-${people}`,
    name: `Name of ${mark}`,
    mark,
    say: (text) => {
      said += 1;
      return `${text} ${said} ${mark}`;
    },
  };
}

export function pictureOf({ mark }: Somebody): string {
  return `https://pictures.example/${mark}.png`;
}

/** Things that may happen between funding and the end; each writes texts. */
export const acts = [
  'message',
  'changes',
  'links',
  'files',
  'proposal',
  'edit',
  'rename',
  'bonus',
  'member',
  'remove',
  'rejected',
  'volunteer',
  'dispute',
  'approval',
] as const;

function isKeptDocument(row: string): boolean {
  return 'document_id' in (JSON.parse(row) as object);
}

/** Contracts of a marketplace on that database, whose rows the test reads. */
export function markedDeals(market: Market, database: Database, schema = 'workroom') {
  /** Every row of every table, as text. */
  async function everything(): Promise<readonly string[]> {
    const tables = await ask(
      database,
      `select relname from pg_class where relnamespace = '${schema}'::regnamespace and relkind = 'r'`,
    );
    return ask(
      database,
      tables.map((table) => `select row_to_json(t)::text from ${schema}.${table} t`).join(' union all '),
    );
  }

  /** Without the copies in documents, the only place that may keep erased words (rule 68). */
  const rowsWith = async (mark: string) =>
    (await everything()).filter((row) => row.includes(mark) && !isKeptDocument(row));
  const exported = async (contractId: string) =>
    (await market.send('exportContract', 'server', { params: { contractId } })).body as Evidence;
  const erase = (personId: string): Promise<Answer> => market.send('erasePerson', 'server', { params: { personId } });

  async function deal(client: Somebody, freelancer: Somebody, does: readonly string[]) {
    const made = await market.contract('createContract', 'server', {
      body: {
        title: 'Brand identity',
        currency: 'USD',
        client: { id: client.id, name: client.name, avatarUrl: pictureOf(client) },
        freelancer: { id: freelancer.id, name: freelancer.name, avatarUrl: pictureOf(freelancer) },
        status: 'active',
        milestones: [{ title: 'Logo', amount: 50_000 }],
      },
    });
    const params = { contractId: made.id };
    const at = { ...params, milestoneId: made.milestones[0]?.id ?? '' };
    const as = ({ id, name }: Person) => ({ id, name });
    await market.contract('fund', as(client), { params: at, body: {} });
    const submit = (more: object = {}) =>
      market.contract('submit', as(freelancer), { params: at, body: { message: freelancer.say('Here'), ...more } });
    const colleagues: Somebody[] = [];
    const mediators: Somebody[] = [];
    // A dispute may leave no money on the milestone.
    const lastOne = does.includes('dispute') ? ['dispute'] : [];
    for (const act of [...does.filter((each) => each !== 'dispute'), ...lastOne]) {
      switch (act) {
        case 'message':
          await market.contract('postMessage', as(client), { params, body: { text: client.say('Hello') } });
          await market.contract('postMessage', as(freelancer), { params, body: { text: freelancer.say('Hi') } });
          break;
        case 'links':
          await submit({ links: [{ url: `https://example.com/${freelancer.mark}`, label: freelancer.say('Link') }] });
          break;
        case 'files':
          await submit({ files: [{ uploadId: await uploadFile(market, made.id, as(freelancer)) }] });
          await market.contract('postMessage', as(freelancer), {
            params,
            body: {
              text: freelancer.say('See the file'),
              files: [{ uploadId: await uploadFile(market, made.id, as(freelancer)) }],
            },
          });
          break;
        case 'changes':
          await submit();
          await market.contract('requestChanges', as(client), { params: at, body: { message: client.say('Bigger') } });
          break;
        case 'proposal': {
          const change = { add: { title: freelancer.say('Extra'), amount: 1_000 } };
          const { proposals } = await market.contract('propose', as(freelancer), {
            params,
            body: { changes: [change], note: freelancer.say('Please') },
          });
          const proposalId = proposals.at(-1)?.id ?? '';
          await market.contract('acceptProposal', as(client), { params: { ...params, proposalId } });
          break;
        }
        case 'edit': {
          const added = await market.contract('addMilestones', as(client), {
            params,
            body: { milestones: [{ title: client.say('Guide'), description: client.say('Pages'), amount: 2_000 }] },
          });
          const milestoneId = added.milestones.at(-1)?.id ?? '';
          const body = { title: client.say('Book') };
          await market.contract('editMilestone', as(client), { params: { ...params, milestoneId }, body });
          break;
        }
        case 'remove': {
          const { milestones } = await market.contract('getContract', as(client), { params });
          const planned = milestones.find(({ state }) => state === 'planned');
          if (planned === undefined) break;
          await market.contract('removeMilestone', as(client), { params: { ...params, milestoneId: planned.id } });
          break;
        }
        case 'rename':
          await market.contract(
            'postMessage',
            { id: client.id, name: client.say('Now') },
            { params, body: { text: client.say('I') } },
          );
          break;
        case 'member':
          colleagues.push(somebody());
          await market.contract('setMembers', 'server', {
            params,
            body: { client: [client, ...colleagues].map(as), freelancer: [as(freelancer)] },
          });
          break;
        case 'rejected': {
          const body = { changes: [{ add: { title: client.say('Less'), amount: 1_000 } }], note: client.say('Maybe') };
          const { proposals } = await market.contract('propose', as(client), { params, body });
          await market.contract('rejectProposal', as(freelancer), {
            params: { ...params, proposalId: proposals.at(-1)?.id ?? '' },
            body: { reason: freelancer.say('No') },
          });
          break;
        }
        case 'volunteer': {
          const body = { milestoneId: at.milestoneId, amount: 1_000, reason: freelancer.say('Too much') };
          await market.contract('volunteerRefund', as(freelancer), { params, body });
          break;
        }
        case 'dispute': {
          const mediator = somebody();
          mediators.push(mediator);
          await market.contract('appointMediator', 'server', { params, body: { mediator: as(mediator) } });
          const asked = await market.contract('requestRefund', as(client), {
            params,
            body: { milestoneId: at.milestoneId, amount: 2_000, reason: client.say('Not as agreed') },
          });
          const refundRequestId = asked.refundRequest?.id ?? '';
          const { dispute } = await market.contract('disputeRefund', as(freelancer), {
            params: { ...params, refundRequestId },
            body: { reason: freelancer.say('It is') },
          });
          const inDispute = { ...params, disputeId: dispute?.id ?? '' };
          for (const person of [client, freelancer, mediator]) {
            const files = [{ uploadId: await uploadFile(market, made.id, as(person)) }];
            const body = { message: person.say('Look'), ...(person === mediator ? {} : { files }) };
            await market.contract('addStatement', as(person), { params: inDispute, body });
          }
          await market.contract('makeOffer', as(client), { params: inDispute, body: { toFreelancer: 500 } });
          // A round of sealed offers that do not meet, and an unanswered one.
          for (const [person, toFreelancer] of [
            [client, 100],
            [freelancer, 1_900],
            [client, 200],
          ] as const)
            await market.contract('makeOffer', as(person), { params: inDispute, body: { toFreelancer, sealed: true } });
          const body = { toFreelancer: 1_000, note: mediator.say('Half each') };
          await market.contract('decideDispute', as(mediator), { params: inDispute, body });
          break;
        }
        case 'approval': {
          // Requested twice: once refused, and once successful.
          const colleague = somebody();
          colleagues.push(colleague);
          const members = { client: [client, ...colleagues].map(as), freelancer: [as(freelancer)] };
          const set = (rules: readonly object[]) =>
            market.contract('setMembers', 'server', { params, body: { ...members, approvals: { client: rules } } });
          await set([{ command: 'give_bonus', of: 2 }]);
          for (const [answer, body] of [
            ['rejectApproval', { reason: colleague.say('No') }],
            ['approve', undefined],
          ] as const) {
            const asked = await market.contract('giveBonus', as(client), {
              params,
              body: { amount: 2_000, note: client.say('For more') },
            });
            const approvalId = asked.approvals.at(-1)?.id ?? '';
            await market.contract(answer, as(colleague), { params: { ...params, approvalId }, body });
          }
          await set([]);
          break;
        }
        case 'bonus':
          await market.contract('giveBonus', as(client), {
            params,
            body: { amount: 1_000, note: client.say('Thanks') },
          });
          break;
      }
    }
    const { milestones } = await market.contract('getContract', as(client), { params });
    const [{ state, funds } = { state: null, funds: null }] = milestones;
    if (funds !== null && funds.held > 0) {
      if (state !== 'submitted') await submit();
      const body = { amount: funds.held, note: client.say('Well done') };
      await market.contract('release', as(client), { params: at, body });
    }
    await market.contract('endContract', as(client), { params, body: { reason: client.say('Over') } });
    return { contractId: made.id, at, others: [...colleagues, ...mediators] };
  }

  return { everything, rowsWith, exported, erase, deal };
}
