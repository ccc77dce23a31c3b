import '@workroom/elements/define';
import { createRoot } from 'react-dom/client';
import { ReactApp } from './react-app.tsx';

const root = document.querySelector('#root');
if (!(root instanceof HTMLElement)) throw new Error('no root');
createRoot(root).render(<ReactApp contractId={root.dataset.contract ?? ''} />);
