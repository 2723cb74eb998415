import { deskConfirmationText } from '@daqidi/app-kit';
import { Attachments } from '../case/attachments.js';
import type { Case } from '../case/case.js';
import { useSpeech } from '../language.js';

/** How the petitioner confirmed what was answered at the desk, with what he signed on paper. */
export const Confirmation = ({
  appealId,
  answer: { form, slip },
}: {
  readonly appealId: string;
  readonly answer: Pick<NonNullable<Case['deskAnswer']>, 'form' | 'slip'>;
}) => {
  const { say } = useSpeech();
  return (
    <>
      {form !== null && <div className="muted">{say(deskConfirmationText[form])}</div>}
      <Attachments appealId={appealId} of="PETITIONER" files={slip} />
    </>
  );
};
