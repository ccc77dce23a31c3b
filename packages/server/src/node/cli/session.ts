import { schemas } from '@workroom/core/api';
import { noRevocations } from '../../sessions/revocations.ts';
import { createSessions } from '../../sessions/sessions.ts';
import { checkedSessionSecrets } from '../../settings.ts';
import { askService, type ServiceChoice } from './service.ts';
import { type ExitCode, type Terminal, UsageProblem } from './terminal.ts';

interface Given extends ServiceChoice {
  readonly user: string;
  readonly name?: string;
  readonly contract?: readonly string[];
  readonly origin?: readonly string[];
  readonly ttl: number;
  readonly sessionSecret?: string;
  readonly audience: string;
  readonly json?: boolean;
}

/** With a given secret, or else through the service. */
export async function createSession(terminal: Terminal, given: Given): Promise<ExitCode> {
  const { user, name = user, contract, origin, ttl, sessionSecret, audience } = given;
  const body = {
    user: { id: user, name },
    ttlSeconds: ttl,
    ...(contract === undefined ? {} : { contracts: contract }),
    ...(origin === undefined ? {} : { origins: origin }),
  };
  const checked = schemas.CreateSessionBody.safeParse(body);
  if (!checked.success) throw new UsageProblem(checked.error.issues.map(({ message }) => message).join(' '));
  const session =
    sessionSecret === undefined
      ? schemas.Session.parse(await askService(terminal, given, 'POST', '/sessions', body))
      : await signed(terminal, { secret: sessionSecret, audience }, checked.data);
  terminal.out(given.json ? JSON.stringify(session) : session.token);
  return 0;
}

function signed(
  { nowMs }: Terminal,
  { secret, audience }: { readonly secret: string; readonly audience: string },
  request: Parameters<ReturnType<typeof createSessions>['create']>[0],
) {
  try {
    checkedSessionSecrets([secret], () => {});
  } catch (error) {
    throw new UsageProblem(error instanceof Error ? error.message : String(error));
  }
  return createSessions({
    secrets: [secret],
    audience,
    systemNowMs: nowMs,
    revocations: noRevocations,
  }).create(request);
}
