import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import { until } from '../testing/until.ts';

it('an invalid value is reported once, and never throws', async () => {
  const reported: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => void reported.push(text);
  try {
    for (let count = 0; count < 2; count += 1) {
      const element = document.createElement('milestone-workroom');
      for (const [name, value] of Object.entries({ views: 'sumary', density: 'tight', locale: 'not a locale' })) {
        element.setAttribute(name, value);
      }
      document.body.append(element);
      await element.updateComplete;
    }
    await until(() => reported.length >= 3);
  } finally {
    console.warn = warn;
    document.body.replaceChildren();
  }
  expect(reported.map((text) => text.split(' ')[1])).to.have.members([
    'density="tight">',
    'locale="not',
    'views="sumary">',
  ]);
});

it('a page whose dark mode sets only a class is told which line is missing', async () => {
  const reported: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => void reported.push(text);
  const page = document.createElement('div');
  document.body.append(page);
  const show = async (name: string, style: string) => {
    page.className = name;
    page.setAttribute('style', style);
    const element = document.createElement('milestone-workroom');
    page.replaceChildren(element);
    await element.updateComplete;
  };
  try {
    await show('light', 'color-scheme: light');
    await show('dark', 'color-scheme: dark');
    expect(reported).to.deep.equal([]);
    for (let count = 0; count < 2; count += 1) await show('dark', 'color-scheme: light');
  } finally {
    console.warn = warn;
    page.remove();
  }
  expect(reported).to.deep.equal([
    '<milestone-workroom> is light inside a dark <div>: its color-scheme is “light”. Add “color-scheme: dark” to the rule that makes the page dark.',
  ]);
});
