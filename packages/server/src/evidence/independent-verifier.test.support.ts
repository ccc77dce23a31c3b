/** What docs/evidence.md prints: written from that page, it shares no code with ours. */
interface IndependentVerifier {
  verifyEvidence(json: string): Promise<{ events: number; head: string; erased: number; onTrust: readonly number[] }>;
}

const file = new URL('../../../../apps/docs/public/verify-evidence.js', import.meta.url);
export const independentVerifier = (await import(/* @vite-ignore */ file.href)) as IndependentVerifier;
