/** The verifier from docs/evidence.md, which shares no code with the product. */
interface IndependentVerifier {
  verifyEvidence(json: string): Promise<{ events: number; head: string; erased: number; onTrust: readonly number[] }>;
}

const file = new URL('../../../../apps/docs/public/verify-evidence.js', import.meta.url);
export const independentVerifier = (await import(/* @vite-ignore */ file.href)) as IndependentVerifier;
