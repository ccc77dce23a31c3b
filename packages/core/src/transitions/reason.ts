import { type Refusal, refuse } from '../refusal.ts';

/** Rule 44: every command of the marketplace has a reason, which both parties can read. */
export function readReason(reason: string, pointer = '/reason'): Refusal | undefined {
  return reason.trim() === '' ? refuse('reason_required', pointer) : undefined;
}
