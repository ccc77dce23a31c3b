// The same content as hand-written HTML.
import { entriesOf, rowsOf } from './content.ts';
import { atOnce, timed } from './measure.ts';

window.drawSkeleton = () =>
  timed(() => {
    document.body.innerHTML = '<div role="status" aria-label="Loading…"><p>&nbsp;</p><p>&nbsp;</p><p>&nbsp;</p></div>';
  });

window.drawScreen = ({ contract, events }) =>
  atOnce(() => {
    const milestones = rowsOf(contract).map(
      (row) => `<li><article aria-labelledby="m${row.number}"><header><h4 id="m${row.number}">${row.title}</h4>
        <p>Due ${row.due}</p><span>${row.amount}</span> <span>${row.state}</span></header><p>${row.description}</p>
        <div>${row.actions.map((action) => `<button type="button">${action}</button>`).join('')}</div></article></li>`,
    );
    const entries = entriesOf(events).map(({ text, at }) => `<li><p>${text}</p><time>${at}</time></li>`);
    document.body.innerHTML = `<h2>${contract.title}</h2><ol>${milestones.join('')}</ol><ol>${entries.join('')}</ol>`;
  });
