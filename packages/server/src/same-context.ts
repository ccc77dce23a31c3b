/**
 * Makes a function run in the async context in which it was wrapped (`AsyncLocalStorage`), even if it is called from
 * another. A host's function may read its request there, such as `cookies()` of Next.js, but the shared timer of all
 * streams runs in the context of the first stream. It works because code after an `await` runs in the context of the
 * awaiting function, on every runtime.
 */
export function inThisContext<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let start: () => void = () => {};
  let result: Promise<Result>;
  function arm(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    start = resolve;
    result = promise.then(() => {
      arm();
      return run();
    });
  }
  arm();
  return () => {
    const answer = result;
    start();
    return answer;
  };
}
