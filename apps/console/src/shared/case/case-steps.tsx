import { stageText } from '@daqidi/app-kit';
import type { Stage } from '@daqidi/schemas/operations';
import { useSpeech } from '../language.js';

const usual: readonly Stage[] = ['SUBMITTED', 'SCREENING', 'ASSESSING', 'ASSIGNED', 'HANDLING', 'SIGNING_OFF', 'CLOSED'];
/** Stages beside the usual way, by the step in whose place they stand. */
const beside: Readonly<Partial<Record<Stage, Stage>>> = { ASSIGNING: 'ASSIGNED', CONTESTED: 'SCREENING', SEALING: 'CLOSED' };

/** Where a case stands, as steps; one that left the way ends it. */
export const CaseSteps = ({ stage }: { readonly stage: Stage }) => {
  const { t, say } = useSpeech();
  const place = usual.indexOf(beside[stage] ?? stage);
  const steps = place < 0 ? [...usual.slice(0, 2), stage] : usual.map((step, index) => (index === place ? stage : step));
  const current = place < 0 ? 2 : place;
  return (
    <ol className="steps" aria-label={t('办理环节', 'Where it stands')}>
      {steps.map((step, index) => (
        <li key={step} data-is={index < current ? 'past' : 'later'} aria-current={index === current ? 'step' : undefined}>
          {say(stageText[step])}
        </li>
      ))}
    </ol>
  );
};
