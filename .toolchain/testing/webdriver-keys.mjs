/** The keys without a character, by their DOM names, as WebDriver encodes them (§17.4.2). */
const codes = Object.freeze({
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
});

/**
 * `sendKeys` for a browser behind WebDriver. The launcher's own version presses all keys of a word before it releases
 * one, which loses the second of two equal letters, and it cannot hold a key. Must precede the runner's own plugins.
 * @param {(actions: readonly KeyAction[]) => Promise<unknown>} perform
 * @returns {import('@web/test-runner').TestRunnerPlugin}
 */
export function webdriverKeysPlugin(perform) {
  return {
    name: 'webdriver-keys',
    async executeCommand({ command, payload, session }) {
      if (command !== 'send-keys' || session.browser.type !== 'webdriver') return undefined;
      await perform(strokes(/** @type {Readonly<Record<string, string>>} */ (payload)));
      return true;
    },
  };
}

/**
 * @typedef {{ readonly type: 'keyDown' | 'keyUp', readonly value: string }} KeyAction
 * @param {Readonly<Record<string, string>>} payload of `sendKeys`
 * @returns {readonly KeyAction[]}
 */
export function strokes(payload) {
  const [how, text = ''] = Object.entries(payload)[0] ?? [];
  switch (how) {
    case 'type':
      return [...text].flatMap(stroke);
    case 'press':
      return stroke(code(text));
    case 'down':
      return [{ type: 'keyDown', value: code(text) }];
    case 'up':
      return [{ type: 'keyUp', value: code(text) }];
    default:
      throw new Error('sendKeys takes one of type, press, down and up.');
  }
}

/** @param {string} value @returns {readonly KeyAction[]} */
function stroke(value) {
  return [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ];
}

/** @param {string} key */
function code(key) {
  if ([...key].length === 1) return key;
  const found = Object.entries(codes).find(([name]) => name === key);
  if (!found) throw new Error(`There is no key “${key}” for WebDriver yet: add its code to webdriver-keys.mjs.`);
  return found[1];
}
