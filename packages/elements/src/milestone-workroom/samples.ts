import type { Person } from '@workroom/core';
import { brandIdentity, type ContractFixture, contractFixture, dana, lee, maya, type Plan } from '../testing/states.ts';

// Contracts in each state, made with the real rules, for the tests and the gallery.

const day = 86_400_000;

export function planned(plan: Plan = brandIdentity): ContractFixture {
  return contractFixture(plan);
}

export function empty(): ContractFixture {
  return contractFixture({ title: 'Product photography', milestones: [] });
}

export function offered(): ContractFixture {
  return contractFixture({ ...brandIdentity, status: 'offered' });
}

export function funded(): ContractFixture {
  const made = contractFixture();
  made.client({ type: 'fund', milestoneId: made.milestone(0) });
  return made;
}

export function funding(card: 'needs_action' | 'stays_pending' | 'declined'): ContractFixture {
  const made = contractFixture();
  made.backend.card = card;
  made.client({ type: 'fund', milestoneId: made.milestone(0) });
  return made;
}

export function submitted(): ContractFixture {
  const made = funded();
  made.client({
    type: 'post_message',
    text: 'Hi Lee, the old brochure is in the shared folder. Happy to talk it through any morning this week.',
  });
  made.backend.advance(2 * day);
  made.freelancer({
    type: 'submit',
    milestoneId: made.milestone(0),
    message:
      'Here are the three directions. My own favourite is the second: it carries best at small sizes.\n\nThe fonts are licensed for web and print.',
    links: [
      { url: 'https://www.figma.com/file/brand-directions', label: 'Directions in Figma' },
      { url: 'https://example.com/brand/moodboard.pdf', label: null },
    ],
  });
  made.backend.advance(day / 2);
  return made;
}

/** The picture of one member can be loaded, that of the other cannot. */
export function pictured(): ContractFixture {
  const made = submitted();
  const face =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#c9dbf2" d="M0 0h32v32H0z"/><circle cx="16" cy="13" r="6" fill="#8a5a3c"/><path fill="#24408e" d="M4 32a12 11 0 0 1 24 0z"/></svg>';
  made.server({
    type: 'set_members',
    client: [{ ...dana, avatarUrl: `data:image/svg+xml,${encodeURIComponent(face)}` }],
    freelancer: [{ ...lee, avatarUrl: 'data:image/png,broken' }],
  });
  return made;
}

export function changesRequested(): ContractFixture {
  const made = submitted();
  made.client({
    type: 'request_changes',
    milestoneId: made.milestone(0),
    message: 'The second direction needs a dark version, and the headline face looks cramped at small sizes.',
  });
  return made;
}

export function overdue(): ContractFixture {
  const made = funded();
  made.backend.advance(12 * day);
  return made;
}

/** 30,000 of 50,000 released, the rest carried to the next. */
export function carried(): ContractFixture {
  const made = submitted();
  made.client({ type: 'release', milestoneId: made.milestone(0), amount: 30_000, leftover: { to: 'next_milestone' } });
  return made;
}

export function refundRequested(): ContractFixture {
  const made = submitted();
  made.client({
    type: 'request_refund',
    milestoneId: made.milestone(0),
    amount: 20_000,
    reason: 'We agreed on three directions, and two of them are variations of one.',
  });
  made.backend.advance(day);
  return made;
}

export function disputed(): ContractFixture {
  const made = refundRequested();
  const { refundRequest } = made.backend.contract(made.contractId);
  if (refundRequest === null) throw new Error('no refund request');
  made.freelancer({
    type: 'dispute_refund',
    refundRequestId: refundRequest.id,
    reason: 'All three directions follow the brief; the notes of our call on Monday say so.',
  });
  made.server({ type: 'appoint_mediator', mediator: maya });
  const { dispute } = made.backend.contract(made.contractId);
  if (dispute === null) throw new Error('no dispute');
  made.backend.advance(2 * day);
  made.client({
    type: 'add_statement',
    disputeId: dispute.id,
    message: 'The second and the third share typeface and palette. I attach both to the board.',
  });
  return made;
}

/** The freelancer asks for more money on the funded milestone, and for another milestone. */
export function proposed(): ContractFixture {
  const made = submitted();
  made.freelancer({
    type: 'propose',
    note: 'The fourth direction you asked for on Monday is not in the plan yet.',
    changes: [
      { edit: { milestoneId: made.milestone(0), amount: 65_000, dueOn: '2026-12-08' } },
      { add: { title: 'Stationery', description: 'Letterhead and cards.', amount: 24_000 } },
    ],
  });
  return made;
}

/** An operator has frozen it while work is in review. */
export function frozen(made = submitted()): ContractFixture {
  made.operator({
    type: 'freeze',
    reason: 'The client’s bank has asked us about this payment. We expect to hear from them by Friday.',
  });
  made.backend.advance(day);
  return made;
}

export const ana: Person = { id: 'u7', name: 'Ana Ruiz' };

/** Two people act for the client; one of them cannot end contracts, and payments need both. */
export function twoClients(): ContractFixture {
  const made = submitted();
  made.server({
    type: 'set_members',
    client: [dana, { ...ana, roles: ['plan', 'review', 'pay', 'message'] }],
    freelancer: [lee],
    approvals: { client: [{ command: 'release', of: 2 }] },
  });
  return made;
}

/** One of them has requested a payment, which the other has to approve. */
export function approvalWaiting(): ContractFixture {
  const made = twoClients();
  made.backend.act(made.contractId, { type: 'release', milestoneId: made.milestone(0), amount: 50_000 }, ana);
  return made;
}

/** The client accepted, and has not funded the difference yet. */
export function increaseAgreed(): ContractFixture {
  const made = proposed();
  const proposalId = made.backend.contract(made.contractId).proposals[0]?.id ?? 'prp_none';
  made.client({ type: 'accept_proposal', proposalId });
  return made;
}

/** The plan changes only by agreement. */
export function byAgreement(): ContractFixture {
  return contractFixture(brandIdentity, { policy: { planChanges: 'agreement' } });
}

/** The freelancer has made an open offer, and the client a sealed one. */
export function offersMade(): ContractFixture {
  const made = disputed();
  const { dispute } = made.backend.contract(made.contractId);
  if (dispute === null) throw new Error('no dispute');
  const on = { type: 'make_offer', disputeId: dispute.id } as const;
  made.freelancer({ ...on, toFreelancer: 40_000 });
  made.client({ ...on, toFreelancer: 25_000, sealed: true });
  return made;
}

/** One round of sealed offers did not overlap. */
export function secondRound(): ContractFixture {
  const made = offersMade();
  const { dispute } = made.backend.contract(made.contractId);
  made.freelancer({ type: 'make_offer', disputeId: dispute?.id ?? 'dsp_none', toFreelancer: 38_000, sealed: true });
  return made;
}

/** File uploads are on, and one file was sent with the work. */
export function withFiles(): ContractFixture {
  const made = funded();
  made.backend.hasUploads = true;
  made.freelancer({
    type: 'submit',
    milestoneId: made.milestone(0),
    message: 'The board is attached.',
    files: [
      {
        uploadId: 'upl_1',
        name: 'moodboard.pdf',
        size: 482_113,
        contentType: 'application/pdf',
        sha256: '0'.repeat(64),
      },
    ],
  });
  return made;
}

export function payoutFailed(): ContractFixture {
  const made = submitted();
  made.backend.payout = 'fails';
  made.client({ type: 'release', milestoneId: made.milestone(0), amount: 50_000 });
  return made;
}

export function bonusDeclined(): ContractFixture {
  const made = submitted();
  made.backend.card = 'declined';
  made.client({ type: 'release', milestoneId: made.milestone(0), amount: 50_000, bonus: 7_500 });
  return made;
}

export function releasedAutomatically(): ContractFixture {
  const made = submitted();
  made.backend.advance(14 * day);
  return made;
}

export function allPaid(): ContractFixture {
  const made = contractFixture();
  for (const index of [0, 1, 2]) {
    const milestoneId = made.milestone(index);
    made.client({ type: 'fund', milestoneId });
    made.backend.advance(3 * day);
    made.freelancer({ type: 'submit', milestoneId, message: 'Done as agreed. Source files are in the folder.' });
    made.backend.advance(day);
    made.client({
      type: 'release',
      milestoneId,
      amount: made.backend.contract(made.contractId).milestones[index]?.funds.held ?? 0,
    });
  }
  made.client({ type: 'give_bonus', amount: 10_000, note: 'A pleasure throughout.' });
  return made;
}

/** One milestone is paid in part, one is refunded, and the contract has ended. */
export function ended(): ContractFixture {
  const made = carried();
  made.freelancer({ type: 'end', reason: 'A longer project starts for me on Monday.' });
  return made;
}

export function ending(): ContractFixture {
  const made = submitted();
  made.client({ type: 'end', pay: 20_000, reason: 'Our plans have changed.' });
  return made;
}

export function many(): ContractFixture {
  const titles = ['Research', 'Interviews', 'Wireframes', 'Prototype', 'Usability test', 'Visual design'];
  const made = contractFixture({
    title: 'Booking app, from research to launch',
    milestones: Array.from({ length: 24 }, (_, index) => ({
      title: `${titles[index % titles.length]} ${Math.floor(index / titles.length) + 1}`,
      amount: 40_000 + index * 2_500,
    })),
  });
  for (let index = 0; index < 7; index += 1) {
    const milestoneId = made.milestone(index);
    made.client({ type: 'fund', milestoneId });
    made.backend.advance(day);
    made.client({ type: 'release', milestoneId, amount: 40_000 + index * 2_500 });
  }
  made.client({ type: 'fund', milestoneId: made.milestone(7) });
  return made;
}

export function inArabic(): ContractFixture {
  const made = contractFixture({
    title: 'الهوية البصرية',
    milestones: [
      {
        title: 'لوحة الأفكار',
        description: 'ثلاثة اتجاهات، كل منها في صفحة واحدة.',
        amount: 50_000,
        dueOn: '2026-12-01',
      },
      { title: 'الشعار', amount: 90_000, dueOn: '2026-12-18' },
    ],
  });
  made.client({ type: 'fund', milestoneId: made.milestone(0) });
  made.freelancer({ type: 'submit', milestoneId: made.milestone(0), message: 'هذه هي الاتجاهات الثلاثة.' });
  return made;
}

export const people = { client: dana, freelancer: lee, mediator: maya } as const;

/** A very long contract. */
export const manyWords = Array.from(
  { length: 12 },
  (_, index) => `${index + 1}. The wordmark keeps its weight at small sizes, and the mark stands on its own beside it.`,
).join('\n');
