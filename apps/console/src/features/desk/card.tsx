import { Link } from 'react-router';

/** How many there are over all stages; undefined where they were not asked for. */
export const sumOf = (counts: readonly { readonly count: number }[] | undefined): number | undefined =>
  counts?.reduce((sum, { count }) => sum + count, 0);

/** A number that opens the list of exactly what it counts. */
export const Card = ({
  text,
  to,
  value,
  beside = ' ',
}: {
  readonly text: string;
  readonly to: string;
  readonly value: number | undefined;
  readonly beside?: string;
}) => (
  <Link className="card" to={to}>
    {text}
    <strong>{value ?? '…'}</strong>
    <small>{beside}</small>
  </Link>
);
