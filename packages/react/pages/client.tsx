import { createRoot, hydrateRoot } from 'react-dom/client';
import { Decision } from './decision.tsx';

const root = document.querySelector('#root');
if (!(root instanceof HTMLElement)) throw new Error('no root');
const page = <Decision contractId={root.dataset.contract ?? ''} />;
// A page that a server drew is taken over, as in Next.js.
if (root.firstElementChild === null) createRoot(root).render(page);
else hydrateRoot(root, page, { onRecoverableError: (error) => console.error(error) });
