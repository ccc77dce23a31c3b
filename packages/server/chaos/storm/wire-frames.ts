/** One message of PostgreSQL's protocol 3: a letter for what it is, a length, and the rest. */
export interface Frame {
  readonly type: string;
  readonly body: Buffer;
}

/**
 * Cuts a stream of bytes into messages. What a client sends first has no letter: its length comes first.
 *
 * @param side whose stream it is
 */
export function frameReader(side: 'client' | 'server'): (chunk: Buffer) => readonly Frame[] {
  let rest = Buffer.alloc(0);
  let isStart = side === 'client';
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const frames: Frame[] = [];
    for (;;) {
      const header = isStart ? 0 : 1;
      if (rest.length < header + 4) return frames;
      const end = header + rest.readInt32BE(header);
      if (rest.length < end) return frames;
      frames.push({ type: isStart ? 'start' : rest.toString('latin1', 0, 1), body: rest.subarray(header + 4, end) });
      rest = rest.subarray(end);
      isStart = false;
    }
  };
}

/** Text up to the next zero byte, and where it ends. */
function textAt(body: Buffer, from: number): { readonly text: string; readonly end: number } {
  const end = body.indexOf(0, from);
  return { text: body.toString('utf8', from, end), end: end + 1 };
}

/** Tells of each message of one client whether it runs a statement that `isWanted` knows by its text. */
export function statementWatch(isWanted: (sql: string) => boolean): (frame: Frame) => boolean {
  const wanted = new Set<string>();
  return ({ type, body }) => {
    // Parse: name, text. Bind: portal, name.
    const first = type === 'P' || type === 'B' ? textAt(body, 0) : null;
    if (first === null) return false;
    const second = textAt(body, first.end).text;
    if (type === 'B') return wanted.has(second);
    if (isWanted(second)) wanted.add(first.text);
    else wanted.delete(first.text);
    return false;
  };
}
