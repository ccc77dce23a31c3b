import { expect } from 'chai';
import '../define/review-and-pay.ts';
import type { ReviewAndPay } from '../review-and-pay/review-and-pay.ts';
import { submitted } from '../review-and-pay/states.ts';
import { inside } from '../testing/person.ts';
import { showState } from '../testing/states.ts';

const root = document.documentElement;
const show = async () => {
  const state = { name: '', viewer: 'client', given: submitted } as const;
  return (await showState<ReviewAndPay>('review-and-pay', state, document.body)).element;
};
const pixels = (element: Element, property: string) =>
  Number.parseFloat(getComputedStyle(element).getPropertyValue(property));

afterEach(() => {
  root.removeAttribute('style');
  document.body.removeAttribute('style');
  document.body.replaceChildren();
});

describe('sizes', () => {
  it('are the usual ones if the page has set its root to 62.5 %', async () => {
    const measures = async () => {
      const element = await show();
      const texts = [...(element.shadowRoot?.querySelectorAll('p, label, h2, button, input, output') ?? [])];
      const found = {
        sizes: texts.filter((each) => each.checkVisibility()).map((each) => pixels(each, 'font-size')),
        pay: pixels(inside(element, 'button.primary'), 'min-height'),
        width: element.getBoundingClientRect().width,
      };
      element.remove();
      return found;
    };
    const usual = await measures();
    root.style.fontSize = '62.5%';
    expect(await measures()).to.deep.equal(usual);
    expect(usual.pay).to.be.at.least(40);
    expect(Math.min(...usual.sizes)).to.be.at.least(13);
  });

  it('grow with the reader’s text size', async () => {
    root.style.fontSize = '24px';
    const element = await show();
    expect(pixels(inside(element, '.root'), 'font-size')).to.equal(22.5);
    expect(pixels(inside(element, 'button.primary'), 'min-height')).to.be.closeTo(2.625 * 24 * 1.1, 0.1);
  });

  it('derive from one token', async () => {
    const heights = async (size: string) => {
      root.style.setProperty('--workroom-font-size', size);
      const element = await show();
      const found = ['button.primary', '.bill-box', 'h2', '.card'].map((selector) => {
        const box = inside(element, selector);
        return pixels(box, 'font-size') + pixels(box, 'padding-top');
      });
      element.remove();
      return found;
    };
    const [one, two] = [await heights('15px'), await heights('30px')];
    one.forEach((height, index) => {
      expect(two[index]).to.be.closeTo(height * 2, 0.5);
    });
  });
});

describe('fonts', () => {
  it('are inherited from the page by default', async () => {
    document.body.style.font = 'italic 700 30px/3 Georgia, serif';
    const element = await show();
    for (const selector of ['.root', 'h2', 'button.primary', '#amount', 'textarea']) {
      const { fontFamily, fontStyle } = getComputedStyle(inside(element, selector));
      expect(fontFamily, selector).to.equal('Georgia, serif');
      expect(fontStyle, selector).to.equal('normal');
    }
    expect(pixels(inside(element, '.root'), 'font-size')).to.equal(15);
    expect(getComputedStyle(inside(element, '.root')).fontWeight).to.equal('400');
  });

  it('of text and of titles have one token each', async () => {
    root.style.setProperty('--workroom-font', 'Arial');
    root.style.setProperty('--workroom-heading-font', 'Georgia');
    const element = await show();
    expect(getComputedStyle(inside(element, '.root')).fontFamily).to.equal('Arial');
    expect(getComputedStyle(inside(element, 'h2')).fontFamily).to.equal('Georgia');
  });
});

it('shadow and scrim of a dialog have one token each', async () => {
  root.style.setProperty('--workroom-shadow', 'rgb(1, 2, 3) 0px 0px 0px 4px');
  root.style.setProperty('--workroom-scrim', 'rgb(4, 5, 6)');
  const element = await show();
  element.dialog = true;
  element.show();
  await element.updateComplete;
  const dialog = inside(element, 'dialog');
  expect(getComputedStyle(dialog).boxShadow).to.equal('rgb(1, 2, 3) 0px 0px 0px 4px');
  expect(getComputedStyle(dialog, '::backdrop').backgroundColor).to.equal('rgb(4, 5, 6)');
});
