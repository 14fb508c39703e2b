// Rows of text in columns as wide as their widest cell.
export function inColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = new Map<number, number>();
  for (const cells of rows) {
    for (const [column, { length }] of cells.entries()) widths.set(column, Math.max(length, widths.get(column) ?? 0));
  }
  return rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths.get(column) ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
