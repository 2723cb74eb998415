import { useState } from 'preact/hooks';
import { Act, type ActProps, DoneNotice } from './act.js';
import { type Done, notYetSaid } from './done.js';

export interface ActsProps {
  readonly acts: readonly Omit<ActProps, 'onDone' | 'onStale'>[];
  /** Fetches what there is now. */
  again(): void;
}

/** What a petitioner may do about his case, and what he has just done. */
export const Acts = ({ acts, again }: ActsProps) => {
  const [done, setDone] = useState<Done | null>(null);
  return (
    <>
      <DoneNotice title={done?.title ?? null} />
      {notYetSaid(acts, done).map((act) => (
        <Act
          key={act.title}
          {...act}
          onDone={() => {
            setDone(act);
            again();
          }}
          onStale={again}
        />
      ))}
    </>
  );
};
