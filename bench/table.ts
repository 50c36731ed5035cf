const FIRST = 46;
const OTHER = 22;

/** One line of a table: a name, and cells to the right of it. */
export function row(first: string, ...others: readonly string[]): string {
  return `${first.padEnd(FIRST)}${others.map((cell) => cell.padStart(OTHER)).join('')}`;
}

/** Three significant digits. */
export function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
}

/** A whole number for a person. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

export function megabytes(bytes: number): string {
  return `${rounded(bytes / 1e6)} MB`;
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
