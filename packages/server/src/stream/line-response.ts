import type { EventLine } from './event-lines.ts';

const lines = new WeakMap<Response, EventLine>();

/**
 * A response whose body is an event stream. The stream opens when the body is first read. A host that can
 * write to its reader directly uses the stream instead: see `lineOf`.
 */
export function lineResponse(line: EventLine, request: Request): Response {
  // Tells proxies not to buffer events.
  const headers = { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' };
  const response = new Response(readable(line, request), { headers });
  lines.set(response, line);
  return response;
}

/** The stream behind a response of ours; `null` for any other response. */
export function lineOf(response: Response): EventLine | null {
  return lines.get(response) ?? null;
}

function readable(line: EventLine, request: Request): ReadableStream<Uint8Array> {
  let end: (() => void) | null = null;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (end !== null) return;
        // Read only now: adapters create the signal on access, and keep it as long as the request.
        const { signal } = request;
        if (signal.aborted) return controller.close();
        end = line.open({
          // A copy, because a reader may transfer the buffer and detach it for the others.
          write: (bytes) => controller.enqueue(bytes.slice()),
          unreadBytes: () => -(controller.desiredSize ?? 0),
          end() {
            if (end !== null) signal.removeEventListener('abort', end);
            try {
              controller.close();
            } catch {
              // The reader cancelled it: it is closed already.
            }
          },
        });
        signal.addEventListener('abort', end, { once: true });
      },
      cancel: () => end?.(),
    },
    // Nothing is requested before the first read.
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  );
}
