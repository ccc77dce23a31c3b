// Imports every entry named on the command line, and prints the globals and elements that it defined.
const before = Object.getOwnPropertyNames(globalThis);
const failed = [];
for (const entry of process.argv.slice(2)) {
  try {
    await import(entry);
  } catch (error) {
    failed.push(`${entry}: ${error.message}`);
  }
}
const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name));
const elements = ['workroom-provider', 'milestone-workroom', 'review-and-pay', 'contract-list'];
const defined = elements.filter((name) => globalThis.customElements?.get(name));
console.log(JSON.stringify({ failed, added, defined }));
