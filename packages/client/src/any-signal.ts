/** `AbortSignal.any`, which Safari has since 17.4 and Firefox since 124: it aborts with the first signal that aborts, for the same reason. */
export function anySignal(signals: readonly AbortSignal[]): AbortSignal {
  if (typeof AbortSignal.any === 'function') return AbortSignal.any([...signals]);
  const controller = new AbortController();
  const stop = (event: Event) => abort(event.target as AbortSignal);
  const abort = ({ reason }: AbortSignal) => {
    for (const signal of signals) signal.removeEventListener('abort', stop);
    controller.abort(reason);
  };
  const aborted = signals.find((signal) => signal.aborted);
  if (aborted !== undefined) abort(aborted);
  else for (const signal of signals) signal.addEventListener('abort', stop);
  return controller.signal;
}
