/** One figure: a ratio of two measurements of the same run, or an absolute value if the target is absolute. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** The unit: `×` for a ratio. */
  readonly unit: string;
  readonly target?: { readonly atLeast: number } | { readonly atMost: number };
}

/** The measurements behind the figures. */
export interface Measured {
  readonly what: string;
  readonly perSecond?: number | undefined;
  readonly p50Ms?: number | undefined;
  readonly p99Ms?: number | undefined;
  /** CPU microseconds per operation, of the process under test and of the database. */
  readonly hostCpuUs?: number | undefined;
  readonly databaseCpuUs?: number | undefined;
  readonly residentMb?: number | undefined;
}

export interface Report {
  readonly bench: string;
  readonly figures: readonly Figure[];
  readonly measured: readonly Measured[];
  readonly notes?: readonly string[];
}

function isMet({ value, target }: Figure): boolean | null {
  if (target === undefined) return null;
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
}

export function printed({ bench, figures, measured, notes = [] }: Report): string {
  const figureRows = figures.map((figure) => [
    figure.name,
    `${rounded(figure.value)} ${figure.unit}`,
    targetText(figure),
    { true: 'met', false: 'missed', null: '' }[String(isMet(figure)) as 'true' | 'false' | 'null'],
  ]);
  const measuredRows = measured.map((row) => [
    row.what,
    rounded(row.perSecond),
    rounded(row.p50Ms),
    rounded(row.p99Ms),
    rounded(row.hostCpuUs),
    rounded(row.databaseCpuUs),
    rounded(row.residentMb),
  ]);
  return [
    `\n## ${bench}\n`,
    ...table(['figure', 'value', 'target', ''], figureRows),
    '',
    ...(measuredRows.length === 0
      ? []
      : table(['measured', '/s', 'p50 ms', 'p99 ms', 'CPU µs/op', 'database CPU µs/op', 'MB'], measuredRows)),
    ...notes.map((note) => `\n${note}`),
  ].join('\n');
}

function targetText({ target, unit }: Figure): string {
  if (target === undefined) return '';
  return 'atLeast' in target ? `≥ ${target.atLeast} ${unit}` : `≤ ${target.atMost} ${unit}`;
}

/** Three significant digits; more would be noise. */
function rounded(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '';
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));
}

/** Markdown, so that the output can be pasted into a document. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((cell, column) => Math.max(cell.length, 3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
}
