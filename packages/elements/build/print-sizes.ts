// Prints the size that a page loads for each element: node build/print-sizes.ts
import { budgets } from './budgets.ts';
import { sizeOf } from './sizes.ts';

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;

for (const [entry, budget] of Object.entries(budgets)) {
  const { start, file } = await sizeOf(entry);
  console.log(
    `${entry}: ${kilobytes(start)} of ${kilobytes(budget.start)} at the start, ${kilobytes(file)} of ${kilobytes(budget.file)} as one file`,
  );
}
