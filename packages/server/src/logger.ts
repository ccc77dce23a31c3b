/** One line of the log. Never holds a token, a key, a body or a header. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly requestId?: string;
  readonly [field: string]: unknown;
}

export type Logger = (line: LogLine) => void;

/** JSON lines on the console, without `debug`. */
export const consoleLogger: Logger = ({ level, ...line }) => {
  if (level === 'debug') return;
  console[level](JSON.stringify({ level, ...line }));
};

/** An error as a log tells it: name, message and stack, and those of what caused it. */
export function loggedError(error: unknown, depth = 0): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  return {
    name,
    message: withoutParameters(message),
    stack: withoutParameters(stack ?? ''),
    ...(cause === undefined || depth >= 3 ? {} : { cause: loggedError(cause, depth + 1) }),
  };
}

/** Drizzle writes a statement's parameters into its errors: people's words, which are no log's business. */
function withoutParameters(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, '');
}
