import { useScene } from './tools.js';

interface Step {
  readonly at: string;
  readonly textZh: string;
  readonly textEn: string;
  readonly dueAt: string | null;
  readonly explanation: string | null;
  readonly plan: {
    readonly reason: string | null;
    readonly steps: readonly {
      readonly step: number;
      readonly text: string | null;
      readonly dueOn: string;
      readonly doneAt: string | null;
    }[];
  } | null;
}

/** What happened so far, the newest first, with the clock that runs. */
export const Steps = ({ steps }: { readonly steps: readonly Step[] }) => {
  const { t, at, language } = useScene();
  const newest = [...steps].reverse();
  return (
    <ol class="steps">
      {newest.map((step) => (
        <li key={`${step.at} ${step.textEn}`}>
          <strong>{language === 'zh' ? step.textZh : step.textEn}</strong>
          {step.explanation && <p class="text">{step.explanation}</p>}
          {step.plan?.reason && <p class="text">{step.plan.reason}</p>}
          {step.plan?.steps.map(({ step: number, text, dueOn, doneAt }) => (
            <p key={number}>
              {number}. <span class="said">{text}</span> {doneAt === null ? `${t('期限', 'due')} ${dueOn}` : t('已完成', 'done')}
            </p>
          ))}
          <small>{at(step.at)}</small>
          {step.dueAt && (
            <small>
              {t('办理期限', 'Due')} {at(step.dueAt)}
            </small>
          )}
        </li>
      ))}
    </ol>
  );
};
