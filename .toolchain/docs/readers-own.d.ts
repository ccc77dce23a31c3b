/** Declarations for the reader's own code in the documentation. */
import 'react';
import '@workroom/elements';
import type { FetchSession } from '@workroom/client';
import type { MilestoneWorkroom, WorkroomProvider } from '@workroom/elements';
import type { Workroom } from '@workroom/server';
import type { PaymentProvider } from '@workroom/server/payments';

interface User {
  readonly id: string;
  readonly email: string;
  readonly stripeCustomer: string;
  readonly stripeAccount: string;
}

declare global {
  const users: { find(id: string): Promise<User | undefined> };
  const invoices: { book(eventId: string, contractId: string, amount: unknown): Promise<void> };
  const isVerified: (actor: unknown) => Promise<boolean>;
  const signedIn: (request: Request) => Promise<{ readonly id: string; readonly name: string } | null>;
  const fetchSession: FetchSession;
  const refresh: (contract: unknown) => void;
  const pickCard: () => Promise<{ readonly id: string }>;
  const acme: () => PaymentProvider;
  const id: string;
  const contractId: string;
  const room: MilestoneWorkroom;
  const provider: WorkroomProvider;
  const workroom: Workroom;
  /** Stripe.js, loaded from Stripe. */
  // biome-ignore lint/suspicious/noExplicitAny: its own types are not installed here
  const Stripe: (publishableKey: string) => any;
  const assert: typeof import('node:assert/strict');
  const server: import('node:http').Server;
}
