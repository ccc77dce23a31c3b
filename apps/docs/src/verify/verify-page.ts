/** What `verifyEvidence` of `public/verify-evidence.js` found to hold. */
interface Verified {
  readonly events: number;
  readonly head: string;
  readonly erased: number;
  /** Numbers of events whose words were erased before they had commitments. */
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
  say([`Checking ${file.name} …`]);
  try {
    // The same file that the documentation prints: it is served as it stands.
    const address = new URL(`${import.meta.env.BASE_URL}verify-evidence.js`, location.origin).href;
    const { verifyEvidence } = (await import(/* @vite-ignore */ address)) as {
      verifyEvidence: (json: string) => Promise<Verified>;
    };
    say(holding(await verifyEvidence(await file.text())));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'It is not JSON.' : (error as Error).message;
    say([
      'This file does not hold.',
      reason,
      'Export the contract again and compare, or ask for it again where you got it.',
    ]);
  }
}

function holding({ events, head, erased, onTrust }: Verified): readonly string[] {
  return [
    `Nothing was changed in the ${events} events of this file, or in their movements of money.`,
    `The hash of the last event is ${head}. If it stands in an earlier mail or webhook, the history up to it is the same.`,
    ...(erased > 0 ? [`${erased} texts were erased on request. Their commitments still hold.`] : []),
    ...(onTrust.length > 0
      ? [
          `Events ${onTrust.join(', ')} are taken on trust: they are older than commitments, and their words were erased.`,
        ]
      : []),
  ];
}

function say(lines: readonly string[]): void {
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
