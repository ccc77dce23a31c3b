/** One message of PostgreSQL's protocol 3: a letter for its type, a length, and the content. */
export interface Frame {
  readonly type: string;
  readonly body: Buffer;
}

/**
 * Splits a stream of bytes into messages. A client's first message has no letter and starts with its length.
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

/** Text up to the next zero byte, and its end. */
function textAt(body: Buffer, from: number): { readonly text: string; readonly end: number } {
  const end = body.indexOf(0, from);
  return { text: body.toString('utf8', from, end), end: end + 1 };
}

/** Returns, for each message of a client, whether it runs a statement whose text `isWanted` accepts. */
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
