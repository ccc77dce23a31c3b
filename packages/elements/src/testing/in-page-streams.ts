import type { ContractId } from '@workroom/core';
import { type StoredEvent, send } from './in-page-answers.ts';

/** The open event streams of the page. */
export class InPageStreams {
  readonly #open = new Map<ReadableStreamDefaultController<Uint8Array>, readonly ContractId[]>();

  get count(): number {
    return this.#open.size;
  }

  /** Opens a stream of contracts that begins with these events. */
  answer(
    contractIds: readonly ContractId[],
    events: readonly (readonly StoredEvent[])[],
    signal: AbortSignal,
  ): Response {
    let opened: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (stream) => {
        opened = stream;
        this.#open.set(stream, contractIds);
        signal.addEventListener('abort', () => this.#open.delete(stream) && stream.error(signal.reason));
        for (const each of events) send(stream, each);
      },
      cancel: () => {
        if (opened !== undefined) this.#open.delete(opened);
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  tell(contractId: ContractId, events: readonly StoredEvent[]): void {
    for (const [stream, ids] of this.#open) {
      if (ids.includes(contractId)) send(stream, events);
    }
  }

  closeAll(): void {
    for (const stream of this.#open.keys()) stream.close();
    this.#open.clear();
  }
}
