import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly head: string;
  cell(row: Row): ReactNode;
}

/** A table at a desk, a card a row on a phone. */
export const Rows = <Row,>({
  label,
  rows,
  columns,
  keyOf,
}: {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  keyOf(row: Row): string;
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled sideways has to be reached by keyboard
  <section className="scroll" aria-label={label} tabIndex={0}>
    <table className="cases">
      <thead>
        <tr>
          {columns.map(({ head }) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ head, cell }) => (
              <td key={head} data-label={head}>
                {cell(row) ?? '—'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
