import type { Client } from '@workroom/client';

const dateTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
  timeZoneName: 'short',
});

/**
 * The bar that shows and moves the sandbox's time.
 *
 * @param moved called after the clock has moved
 */
export async function bindClockBar(client: Client, moved: () => Promise<unknown> | unknown): Promise<void> {
  const bar = document.querySelector<HTMLElement>('.clock');
  const shown = document.querySelector<HTMLTimeElement>('#clock-now');
  const said = document.querySelector<HTMLElement>('#clock-said');
  if (bar === null || shown === null || said === null) return;
  const buttons = bar.querySelectorAll<HTMLButtonElement>('.clock-moves button');
  bindFold(bar);
  let aheadMs = 0;

  const tick = (): void => {
    const now = new Date(Date.now() + aheadMs);
    shown.dateTime = now.toISOString();
    shown.textContent = dateTime.format(now);
  };
  const take = async (response: Response): Promise<string | null> => {
    const answer = (await response.json()) as { now?: string; detail?: string };
    if (answer.now === undefined) return answer.detail ?? 'The clock could not be moved. Try again.';
    aheadMs = Date.parse(answer.now) - Date.now();
    tick();
    return null;
  };
  const move = async (body: { advanceDays: number } | { to: string }): Promise<void> => {
    const refused = await take(
      await fetch('/sandbox/clock', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
    if (refused === null) await moved();
    said.textContent = refused ?? `It is now ${shown.textContent}.`;
  };
  const whileBusy = async (work: () => Promise<void>): Promise<void> => {
    said.textContent = '';
    for (const button of buttons) button.setAttribute('aria-disabled', 'true');
    try {
      await work();
    } catch {
      said.textContent = 'No answer from the sandbox. Check that it is running, then try again.';
    }
    for (const button of buttons) button.removeAttribute('aria-disabled');
  };

  bar.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('.clock-moves button') : null;
    if (!(button instanceof HTMLButtonElement) || button.getAttribute('aria-disabled') === 'true') return;
    const { advanceDays } = button.dataset;
    void whileBusy(async () => {
      if (advanceDays !== undefined) return move({ advanceDays: Number(advanceDays) });
      const next = await nextDeadline(client);
      if (next === null) said.textContent = 'Nothing is waiting for a deadline in your contracts.';
      else await move({ to: next });
    });
  });

  await whileBusy(async () => void (await take(await fetch('/sandbox/clock'))));
  setInterval(tick, 10_000);
}

/** Folds the bar away to its button. The choice is kept in this browser; on phones the bar starts folded. */
function bindFold(bar: HTMLElement): void {
  const button = bar.querySelector<HTMLButtonElement>('#clock-fold');
  if (button === null) return;
  const show = (isFolded: boolean): void => {
    bar.toggleAttribute('data-folded', isFolded);
    button.setAttribute('aria-expanded', String(!isFolded));
    button.textContent = isFolded ? 'Show clock' : 'Hide clock';
  };
  button.addEventListener('click', () => {
    const isFolded = !bar.hasAttribute('data-folded');
    show(isFolded);
    try {
      localStorage.setItem('clock', isFolded ? 'folded' : 'open');
    } catch {
      // Storage may be unavailable; then the choice lasts as long as the page.
    }
  });
  let kept: string | null = null;
  try {
    kept = localStorage.getItem('clock');
  } catch {
    // As above.
  }
  show(kept === null ? matchMedia('(width < 30rem)').matches : kept === 'folded');
}

async function nextDeadline(client: Client): Promise<string | null> {
  const { data } = await client.listContracts({ limit: 100 });
  const instants = data.flatMap(({ nextChangeAt }) => nextChangeAt ?? []).sort();
  return instants[0] ?? null;
}
