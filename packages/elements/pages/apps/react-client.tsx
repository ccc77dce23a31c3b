import '@workroom/elements/define';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { ReactApp } from './react-app.tsx';

const root = document.querySelector('#root');
if (!(root instanceof HTMLElement)) throw new Error('no root');
const app = <ReactApp contractId={root.dataset.contract ?? ''} />;
// A page that a server drew is taken over, as in Next.js.
if (root.firstElementChild === null) createRoot(root).render(app);
else hydrateRoot(root, app, { onRecoverableError: (error) => console.error(error) });
