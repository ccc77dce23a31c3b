import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

export interface HostUsage {
  readonly cpuSeconds: number;
  readonly residentBytes: number;
  /** Of JavaScript's heap. */
  readonly heapBytes: number;
}

/** A server under test, in a process of its own. */
export interface HostProcess {
  readonly port: number;
  usage(): Promise<HostUsage>;
  /** Sends the host a message. */
  ask<Answer>(question: object): Promise<Answer>;
  stop(): Promise<void>;
}

/** @param host a file of `hosts/`; it answers messages as `answerParent` does */
export async function startHost(
  host: string,
  settings: object,
  nodeFlags: readonly string[] = [],
): Promise<HostProcess> {
  const child = fork(join(import.meta.dirname, '../hosts', host), [JSON.stringify(settings)], {
    // Sources or build, like this process.
    execArgv: [...process.execArgv, ...nodeFlags],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { port } = await nextMessage<{ port: number }>(child, () => true);
  let questions = 0;
  const ask = <Answer>(question: object) => {
    questions += 1;
    const id = questions;
    const answer = nextMessage<{ id: number; answer: Answer }>(child, (message) => message.id === id);
    child.send({ id, question });
    return answer.then((message) => message.answer);
  };
  return {
    port,
    ask,
    usage: () => ask<HostUsage>({ usage: true }),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await ended;
    },
  };
}

function nextMessage<Message>(child: ChildProcess, isIt: (message: { id?: number }) => boolean): Promise<Message> {
  return new Promise((resolve, reject) => {
    const listen = (message: unknown) => {
      if (!isIt(message as { id?: number })) return;
      child.off('message', listen);
      child.off('exit', ended);
      resolve(message as Message);
    };
    const ended = () => reject(new Error('The host under test ended by itself; its output is above.'));
    child.on('message', listen);
    child.once('exit', ended);
  });
}
