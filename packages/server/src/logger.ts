/** A log entry. It never contains a token, a key, a body or a header. */
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

/** An error for the log: name, message and stack, and those of its causes. */
export function loggedError(error: unknown, depth = 0): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { message: withoutSecrets(String(error)) };
  const { name, message, stack, cause } = error;
  return {
    name,
    message: withoutSecrets(withoutParameters(message)),
    stack: withoutSecrets(withoutParameters(stack ?? '')),
    ...(cause === undefined || depth >= 3 ? {} : { cause: loggedError(cause, depth + 1) }),
  };
}

/** Removes the parameters that Drizzle adds to its errors, because they hold people's texts. */
function withoutParameters(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, '');
}

/**
 * Secrets that an error's text may contain: the credentials and the query of an address, keys, tokens, signed addresses
 * of files.
 */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\b([a-z][\w+.-]*:\/\/)[^\s/@"'<>]*@/gi, '$1…@')
    .replace(/\b([a-z][\w+.-]*:\/\/[^\s?"'<>]*)\?[^\s"'<>)]*/gi, '$1?…')
    .replace(/\bfiles\/[\w-]{16,}\.[\w-]{16,}/g, 'files/…')
    .replace(/\bBearer +[\w.~+/=-]+/gi, 'Bearer …')
    .replace(/\b(wk|whsec|sk_test|sk_live|rk_test|rk_live)_[\w+/=-]+/g, '$1_…')
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, 'eyJ…');
}
