import type { Logger, LogLine } from '@workroom/server';

const order: readonly LogLine['level'][] = ['debug', 'info', 'warn', 'error'];

/** JSON lines on standard output, starting at a level. */
export function createLog(least: LogLine['level'], write = (line: string) => process.stdout.write(line)): Logger {
  return ({ level, message, ...fields }) => {
    if (order.indexOf(level) < order.indexOf(least)) return;
    write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`);
  };
}
