import { expect } from 'chai';
import { english } from './english.ts';

it('a text key means one thing, in whatever element', () => {
  const keys = Object.values(english).flatMap((part) => Object.keys(part));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).to.deep.equal([]);
});
