import type { TypedOperation } from '@daqidi/schemas/operations';
import { type CaseFilter, CountCasesDocument } from '@daqidi/schemas/operations';
import { Link } from 'react-router';
import { useAsk } from '../../shared/ask.js';
import { searchOf } from '../../shared/case/case-filter.js';

/** A number that opens the list of exactly what it counts. */
export const Card = ({
  text,
  to,
  value,
  beside = ' ',
}: {
  readonly text: string;
  readonly to: string;
  readonly value: number | string | null;
  readonly beside?: string;
}) => (
  <Link className="card" to={to}>
    {text}
    <strong>{value ?? '…'}</strong>
    <small>{beside}</small>
  </Link>
);

/** How many cases fit; null while that is not known. */
export const useCount = (filter: CaseFilter): number | null => {
  const { data } = useAsk(CountCasesDocument, { filter });
  return data === undefined ? null : data.data.caseCounts.reduce((sum, { count }) => sum + count, 0);
};

export const CaseCard = ({
  text,
  filter,
  beside,
}: {
  readonly text: string;
  readonly filter: CaseFilter;
  readonly beside?: string;
}) => <Card text={text} to={`/cases?${searchOf(filter)}`} value={useCount(filter)} {...(beside !== undefined && { beside })} />;

/** How long another list is. */
export const ListCard = <Answer, Variables>({
  text,
  to,
  operation,
  variables,
  totalOf,
}: {
  readonly text: string;
  readonly to: string;
  readonly operation: TypedOperation<Answer, Variables>;
  readonly variables: Variables;
  totalOf(answer: Answer): number;
}) => {
  const { data } = useAsk(operation, variables);
  return <Card text={text} to={to} value={data === undefined ? null : totalOf(data.data)} />;
};
