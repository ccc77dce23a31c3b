import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import { until } from '../testing/until.ts';

it('a value that means nothing is told of once, and never throws', async () => {
  const told: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => void told.push(text);
  try {
    for (let count = 0; count < 2; count += 1) {
      const element = document.createElement('milestone-workroom');
      for (const [name, value] of Object.entries({ views: 'sumary', density: 'tight', locale: 'not a locale' })) {
        element.setAttribute(name, value);
      }
      document.body.append(element);
      await element.updateComplete;
    }
    await until(() => told.length >= 3);
  } finally {
    console.warn = warn;
    document.body.replaceChildren();
  }
  expect(told.map((text) => text.split(' ')[1])).to.have.members([
    'density="tight">',
    'locale="not',
    'views="sumary">',
  ]);
});
