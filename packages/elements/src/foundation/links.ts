export interface Place {
  readonly to: 'contract' | 'review-and-pay';
  readonly contractId: string;
  readonly milestoneId: string | null;
}

/** Fills `{contractId}` and `{milestoneId}` into an address that the page wrote. */
export function addressOf(template: string, { contractId, milestoneId }: Place): string {
  return template
    .replaceAll('{contractId}', encodeURIComponent(contractId))
    .replaceAll('{milestoneId}', encodeURIComponent(milestoneId ?? ''));
}

/** Whether the click asks for another tab or window, which is the browser's own business. */
export function leavesPage({ ctrlKey, metaKey, shiftKey, button }: MouseEvent): boolean {
  return ctrlKey || metaKey || shiftKey || button !== 0;
}
