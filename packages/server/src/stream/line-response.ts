import type { EventLine } from './event-lines.ts';

const lines = new WeakMap<Response, EventLine>();

/**
 * The answer whose body is a line. The line opens when somebody begins to read the body, so that a host which can
 * write to its reader directly takes the line instead: see `lineOf`.
 */
export function lineResponse(line: EventLine, request: Request): Response {
  // Proxies are told not to gather what is meant to arrive at once.
  const headers = { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' };
  const response = new Response(readable(line, request), { headers });
  lines.set(response, line);
  return response;
}

/** The line that an answer of ours is made of; `null` for any other. */
export function lineOf(response: Response): EventLine | null {
  return lines.get(response) ?? null;
}

function readable(line: EventLine, request: Request): ReadableStream<Uint8Array> {
  let end: (() => void) | null = null;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (end !== null) return;
        // Asked for only now: adapters make it when they are asked, and keep it as long as the request.
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
    // Nothing is asked for before somebody reads.
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  );
}
