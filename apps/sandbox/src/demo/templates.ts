import type { BodyOf } from '@workroom/core/api';

export interface ContractTemplate {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly milestones: NonNullable<BodyOf<'createContract'>['milestones']>;
}

/** Plans for *New contract*; amounts in cents. */
export const contractTemplates: readonly ContractTemplate[] = [
  {
    id: 'logo',
    title: 'Logo design',
    about: '2 milestones, $800',
    milestones: [
      { title: 'Three sketches', description: 'Three directions in black and white.', amount: 30_000 },
      { title: 'Final logo', description: 'The chosen sketch in colour, as SVG and PDF.', amount: 50_000 },
    ],
  },
  {
    id: 'website',
    title: 'Shop website',
    about: '3 milestones, $2,400',
    milestones: [
      { title: 'Design', description: 'Home page and product page, for phone and desktop.', amount: 60_000 },
      { title: 'Working shop', description: 'Both pages with cart and checkout, on a test address.', amount: 150_000 },
      { title: 'Launch', description: 'Moved to the real address, with an hour of training.', amount: 30_000 },
    ],
  },
  { id: 'blank', title: 'Blank contract', about: 'Add your own milestones', milestones: [] },
];
