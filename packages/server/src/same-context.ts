/**
 * A call that runs in the async context it was made in (`AsyncLocalStorage`), even when it is called from another. A host's function
 * may find its request there, such as `cookies()` of Next.js, and a timer that goes round all streams runs in the
 * context of whichever came first. What runs after a promise runs in the context that waited for it, on every runtime.
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
