/** A step of an appeal's timeline, as one service tells another of it. */
export interface TimelineStep {
  readonly appealId: string;
  /** The type of its event. */
  readonly kind: string;
  /** The query code by which it was asked for; null where the reader signed in. */
  readonly queryCode: string | null;
}

export const writeStep = ({ appealId, kind, queryCode }: TimelineStep): string => [appealId, kind, queryCode ?? ''].join(' ');

export const readStep = (written: string): TimelineStep => {
  const [appealId = '', kind = '', queryCode = ''] = written.split(' ');
  return { appealId, kind, queryCode: queryCode === '' ? null : queryCode };
};
