/** The counterpart of `startHost`: reports the port, answers messages, and ends with the parent. */
export function answerParent(
  port: number,
  answer: (question: Readonly<Record<string, unknown>>) => Promise<unknown>,
  close: () => Promise<void>,
): void {
  process.on('message', async ({ id, question }: { id: number; question: Record<string, unknown> }) => {
    process.send?.({ id, answer: question.usage === true ? usage() : await answer(question) });
  });
  process.once('disconnect', () => {
    void close().finally(() => process.exit(0));
  });
  process.send?.({ port });
}

function usage() {
  const { user, system } = process.cpuUsage();
  const residentBytes = process.memoryUsage.rss();
  // With `--expose-gc`, garbage does not count as used.
  globalThis.gc?.();
  const { heapUsed: heapBytes } = process.memoryUsage();
  return { cpuSeconds: (user + system) / 1e6, residentBytes, heapBytes };
}
