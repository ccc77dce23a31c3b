export interface Place {
  readonly to: 'contract' | 'review-and-pay';
  readonly contractId: string;
  readonly milestoneId: string | null;
}

/** Fills `{contractId}` and `{milestoneId}` into an address template of the page. */
export function addressOf(template: string, { contractId, milestoneId }: Place): string {
  return template
    .replaceAll('{contractId}', encodeURIComponent(contractId))
    .replaceAll('{milestoneId}', encodeURIComponent(milestoneId ?? ''));
}

/** Whether the click opens another tab or window, which the browser handles. */
export function leavesPage({ ctrlKey, metaKey, shiftKey, button }: MouseEvent): boolean {
  return ctrlKey || metaKey || shiftKey || button !== 0;
}
