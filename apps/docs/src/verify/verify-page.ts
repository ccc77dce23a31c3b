/** The result of `verifyEvidence` in `public/verify-evidence.js`. */
interface Verified {
  readonly events: number;
  readonly head: string;
  readonly erased: number;
  /** Sequence numbers of events that cannot be checked: their text was erased before commitments existed. */
  readonly onTrust: readonly number[];
}

const place = element('place');
const input = element('file') as HTMLInputElement;
const result = element('result');

input.addEventListener('change', () => void check(input.files?.[0]));
place.addEventListener('dragover', (event) => {
  event.preventDefault();
  place.toggleAttribute('data-over', true);
});
place.addEventListener('dragleave', () => place.toggleAttribute('data-over', false));
place.addEventListener('drop', (event) => {
  event.preventDefault();
  place.toggleAttribute('data-over', false);
  void check(event.dataTransfer?.files[0]);
});

async function check(file: File | undefined): Promise<void> {
  if (file === undefined) return;
  show([`Checking ${file.name} …`]);
  try {
    // Served unbundled, because the documentation prints this file.
    const address = new URL(`${import.meta.env.BASE_URL}verify-evidence.js`, location.origin).href;
    const { verifyEvidence } = (await import(/* @vite-ignore */ address)) as {
      verifyEvidence: (json: string) => Promise<Verified>;
    };
    show(summary(await verifyEvidence(await file.text())), true);
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'It is not JSON.' : (error as Error).message;
    show(
      [
        'This file was changed, or is damaged.',
        reason,
        'Export the contract again and compare the files, or ask the sender for a new export.',
      ],
      false,
    );
  }
}

function summary({ events, head, erased, onTrust }: Verified): readonly string[] {
  return [
    `Nothing was changed: ${events} ${events === 1 ? 'event' : 'events'}, with the movements of money.`,
    `The hash of the last event is ${head}. If an earlier email or webhook has the same hash, the history up to it is the same.`,
    ...(erased > 0 ? [`${erased} texts were erased on request. Their commitments are valid.`] : []),
    ...(onTrust.length > 0
      ? [
          `Events ${onTrust.join(', ')} could not be checked: their text was erased, and they are older than commitments.`,
        ]
      : []),
  ];
}

/** @param holds whether the file is valid; `undefined` during the check */
function show(lines: readonly string[], holds?: boolean): void {
  result.dataset.holds = String(holds ?? '');
  result.replaceChildren(
    ...lines.map((line, index) => {
      const paragraph = document.createElement('p');
      const text = document.createElement(index === 0 ? 'strong' : 'span');
      text.textContent = line;
      paragraph.append(text);
      return paragraph;
    }),
  );
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found;
}
