/** Small pieces are joined, because each chunk has a fixed cost. */
const chunkLetters = 64 * 1024;

export interface BodyWatch {
  /** Called for errors after the response has started. */
  readonly onError: (error: unknown) => void;
  /** Receives work that closing must wait for. */
  readonly tracked: (work: Promise<void>) => unknown;
}

/** A body of text chunks, produced as fast as its reader takes them. */
export function textStream(pieces: AsyncIterable<string>, { onError, tracked }: BodyWatch): ReadableStream<Uint8Array> {
  const reader = pieces[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  let hasBegun = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!hasBegun) tracked(over);
        hasBegun = true;
        let text = '';
        try {
          while (text.length < chunkLetters) {
            const { done, value } = await reader.next();
            if (done === true) {
              if (text !== '') controller.enqueue(encoder.encode(text));
              end();
              return controller.close();
            }
            text += value;
          }
        } catch (error) {
          end();
          onError(error);
          // The status is already sent, so the connection is aborted to signal the error.
          return controller.error(error);
        }
        controller.enqueue(encoder.encode(text));
      },
      async cancel() {
        end();
        await reader.return?.();
      },
    },
    // Nothing is produced before the first read.
    { highWaterMark: 0 },
  );
}
