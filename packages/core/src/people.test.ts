import { expect, test } from 'vitest';
import { nameOf, peopleOf } from './people.ts';

const person = (id: string) => ({ id, name: id.toUpperCase() });
const contract = {
  client: person('c'),
  freelancer: person('f'),
  members: { client: [person('c'), person('c2')], freelancer: [person('f2')] },
  mediator: person('m'),
};

test('sides, members and the mediator have a display name', () => {
  expect(['c', 'f', 'c2', 'f2', 'm'].map((id) => nameOf(contract, id))).toEqual(['C', 'F', 'C2', 'F2', 'M']);
  expect(peopleOf({ ...contract, mediator: null }).map(({ id }) => id)).toEqual(['c', 'f', 'c', 'c2', 'f2']);
});

test('a person who has left is named by their id, or as the caller chooses', () => {
  expect(nameOf(contract, 'gone')).toBe('gone');
  expect(nameOf(contract, 'gone', 'there')).toBe('there');
});
