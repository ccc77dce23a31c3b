// Words are drawn from the system's random source in blocks, because each call to the system is slow.
const words = new Uint32Array(1_024);
let wordsUsed = words.length;

function randomWord(): number {
  if (wordsUsed === words.length) {
    crypto.getRandomValues(words);
    wordsUsed = 0;
  }
  const word = words[wordsUsed] ?? 0;
  // Used random words are cleared, so that ids and salts cannot be read from memory.
  words[wordsUsed] = 0;
  wordsUsed += 1;
  return word;
}

/** Uniform in [0, 1), from the system's random source, so that ids cannot be guessed. */
export function systemRandom(): number {
  return randomWord() / 2 ** 32;
}

/** 128 random bits in hex. */
export function randomSalt(): string {
  let salt = '';
  for (let word = 0; word < 4; word += 1) salt += randomWord().toString(16).padStart(8, '0');
  return salt;
}
