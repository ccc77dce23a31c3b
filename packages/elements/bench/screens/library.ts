// The same content from the elements of a popular library.
import '@awesome.me/webawesome/dist/components/badge/badge.js';
import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/card/card.js';
import '@awesome.me/webawesome/dist/components/skeleton/skeleton.js';
import { entriesOf, rowsOf } from './content.ts';
import { atOnce, timed } from './measure.ts';

const drawn = async () => {
  const elements = [...document.querySelectorAll('wa-badge, wa-button, wa-card, wa-skeleton')];
  await Promise.all(elements.map((element) => Reflect.get(element, 'updateComplete')));
};

window.drawSkeleton = () =>
  timed(async () => {
    document.body.innerHTML = '<div role="status"><wa-skeleton></wa-skeleton><wa-skeleton></wa-skeleton></div>';
    await drawn();
  });

window.drawScreen = ({ contract, events }) =>
  atOnce(async () => {
    const milestones = rowsOf(contract).map(
      (row) => `<wa-card><div slot="header"><h4>${row.title}</h4><p>Due ${row.due}</p><span>${row.amount}</span>
        <wa-badge>${row.state}</wa-badge></div><p>${row.description}</p>
        <div slot="footer">${row.actions.map((action) => `<wa-button>${action}</wa-button>`).join('')}</div></wa-card>`,
    );
    const entries = entriesOf(events).map(({ text, at }) => `<li><p>${text}</p><time>${at}</time></li>`);
    document.body.innerHTML = `<h2>${contract.title}</h2><div>${milestones.join('')}</div><ol>${entries.join('')}</ol>`;
    await drawn();
  });
