import type { Answered } from '@daqidi/app-kit';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSpeech } from './language.js';
import { type Column, Rows } from './rows.js';
import { Loaded } from './state.js';

interface ListSectionProps<Answer, Row> {
  readonly title: string;
  readonly query: UseQueryResult<Answered<Answer>>;
  rowsOf(answer: Answer): readonly Row[];
  keyOf(row: Row): string;
  readonly columns: readonly Column<Row>[];
  /** Under the rows, as a pager is. */
  children?(answer: Answer): ReactNode;
}

/** A list with a heading of its own on a page that has several. */
export const ListSection = <Answer, Row>({ title, query, rowsOf, keyOf, columns, children }: ListSectionProps<Answer, Row>) => {
  const { t } = useSpeech();
  return (
    <section className="panel stack" aria-label={title}>
      <h2>{title}</h2>
      <Loaded query={query}>
        {(answer) =>
          rowsOf(answer).length === 0 ? (
            <p className="muted">{t('没有', 'None')}</p>
          ) : (
            <>
              <Rows label={title} rows={rowsOf(answer)} keyOf={keyOf} columns={columns} />
              {children?.(answer)}
            </>
          )
        }
      </Loaded>
    </section>
  );
};
