/** A parsed form: `metadata[order]=1&expand[]=a` is `{ metadata: { order: '1' }, expand: ['a'] }`. */
export type Form = { readonly [name: string]: string | readonly string[] | Form };

/** Parses a form like Stripe's API (https://docs.stripe.com/api: form-encoded bodies and queries). */
export function parseForm(text: string): Form {
  const tree = new Map<string, Branch>();
  for (const [name, value] of new URLSearchParams(text)) {
    put(
      tree,
      name.split(/\[|\]\[|\]$/).filter((part, index, all) => part !== '' || index < all.length - 1),
      value,
    );
  }
  return read(tree);
}

type Branch = string | Map<string, Branch>;

function put(tree: Map<string, Branch>, [first = '', ...rest]: readonly string[], value: string): void {
  const name = first === '' ? String(tree.size) : first;
  if (rest.length === 0) {
    tree.set(name, value);
    return;
  }
  const branch = tree.get(name);
  const below = branch instanceof Map ? branch : new Map<string, Branch>();
  tree.set(name, below);
  put(below, rest, value);
}

function read(tree: ReadonlyMap<string, Branch>): Form {
  return Object.fromEntries(
    [...tree].map(([name, branch]) => [name, branch instanceof Map ? readBelow(branch) : branch]),
  );
}

/** Only numbered names (`expand[0]`) are a list. */
function readBelow(tree: ReadonlyMap<string, Branch>): Form | readonly string[] {
  const values = [...tree.values()];
  const isList = [...tree.keys()].every((name, index) => name === String(index));
  return isList && values.every((value) => typeof value === 'string') ? values : read(tree);
}
