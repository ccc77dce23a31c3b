import { type Refusal, refuse } from '../refusal.ts';

/** Rule 44: whatever the marketplace does to a contract has a reason, which both parties read. */
export function readReason(reason: string, pointer = '/reason'): Refusal | undefined {
  return reason.trim() === '' ? refuse('reason_required', pointer) : undefined;
}
