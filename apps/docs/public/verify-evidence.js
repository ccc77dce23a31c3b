// Checks a Workroom evidence file (JSON) with nothing but the web's own cryptography.

const utf8 = new TextEncoder();

/** What holds: the number of events, the words that were erased, and the events that must be taken on trust. */
export async function verifyEvidence(json) {
  const { format, contract, events, movements, head } = JSON.parse(json);
  if (!/^workroom-evidence\/[12]$/.test(format)) throw new Error('This is not an evidence file.');
  let previous = '0'.repeat(64);
  let newest = 1;
  let erased = 0;
  const onTrust = [];
  for (const [index, { format: version = 1, hash, ...event }] of events.entries()) {
    const broken = (why) => new Error(`Event ${index + 1}: ${why}`);
    if (event.seq !== index + 1) throw broken('it is missing');
    if (event.contractId !== contract.id) throw broken('it belongs to another contract');
    if (version < newest) throw broken('its format is older than that of the event before it');
    newest = version;
    const words = version === 2 ? find(event, isCommitted) : [];
    for (const { commitment, salt, text } of words) {
      if (text !== undefined && (await commit(salt, text)) !== commitment) throw broken('a text was changed');
    }
    const gone = version === 2 ? words.filter(({ erasedAt }) => erasedAt !== undefined) : find(event, isErased);
    erased += gone.length;
    const own = movements.filter(({ eventId }) => eventId === event.id);
    own.sort((first, second) => (first.id < second.id ? -1 : 1));
    const document =
      version === 2
        ? { format: 2, previous, event: withCommitmentsAlone(event), movements: own }
        : { previous, event, movements: own };
    if (version === 1 && gone.length > 0) onTrust.push(event.seq);
    else if ((await sha256(utf8.encode(canonical(document)))) !== hash) throw broken('it does not fit its hash');
    previous = hash;
  }
  if (previous !== head) throw new Error('The head is not the hash of the last event.');
  const known = new Set(events.map(({ id }) => id));
  if (movements.some(({ eventId }) => !known.has(eventId))) throw new Error('A movement belongs to no event.');
  return { events: events.length, head, erased, onTrust };
}

const isCommitted = (value) => typeof value.commitment === 'string';
const isErased = (value) => typeof value.erasedAt === 'string' && Object.keys(value).length === 1;

function find(value, isWanted) {
  if (typeof value !== 'object' || value === null) return [];
  return isWanted(value) ? [value] : Object.values(value).flatMap((each) => find(each, isWanted));
}

function withCommitmentsAlone(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withCommitmentsAlone);
  if (isCommitted(value)) return { commitment: value.commitment };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withCommitmentsAlone(each)]));
}

/** The SHA-256 of the salt's 16 bytes and the text's UTF-8. */
function commit(salt, text) {
  const bytes = salt.match(/../g).map((pair) => Number.parseInt(pair, 16));
  return sha256(new Uint8Array([...bytes, ...utf8.encode(text)]));
}

async function sha256(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** RFC 8785. */
function canonical(value) {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}
