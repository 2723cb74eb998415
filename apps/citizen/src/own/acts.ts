import { noticeChoiceText, satisfactionText } from '@daqidi/app-kit';
import type { Bilingual, FollowOwnAppealQuery, WithdrawalSetting } from '@daqidi/schemas/operations';
import {
  ChooseNoticesDocument,
  ConfirmDeskAnswerDocument,
  ConfirmResultDocument,
  ContestDismissalDocument,
  CorrectContactDocument,
  DecideSplitDocument,
  EvaluateAppealDocument,
  RefuseResultDocument,
  ReportNotSolvedDocument,
  SupplementAppealDocument,
  TakeBackDocument,
  WithdrawAppealDocument,
} from '@daqidi/schemas/operations';
import type { ActProps } from './act.js';

/** What a case says that its reader may do now. */
export type Action = NonNullable<FollowOwnAppealQuery['appeal']>['actions'][number];

interface Look {
  /** By which it is offered. */
  readonly mutation: string;
  readonly title: Bilingual;
  readonly operation: unknown;
  /** What is typed, in the order in which it is asked for. */
  readonly texts?: readonly {
    readonly name: string;
    readonly label: Bilingual;
    readonly optional?: boolean;
    readonly short?: boolean;
  }[];
  /** One of several, that he chooses. */
  readonly choice?: { readonly name: string; readonly label: Bilingual; readonly options: Readonly<Record<string, Bilingual>> };
  readonly attaches?: boolean;
  /** What its input says besides. */
  readonly says?: Readonly<Record<string, unknown>>;
  /** What of the page it is about: people confirm what they read. */
  readonly digestOf?: 'result' | 'answer';
}

const rating = { name: 'satisfaction', label: { zh: '满意度', en: 'Satisfaction' }, options: satisfactionText };
/** Of what is asked on the premises of a unit, or after it came, the centre calls back first. */
const settingText: Readonly<Record<WithdrawalSetting, Bilingual>> = {
  OWN_ACCORD: { zh: '我自己决定', en: 'Of my own accord' },
  ON_PREMISES: { zh: '在承办单位里', en: 'On the premises of the unit' },
  AFTER_VISIT: { zh: '承办单位上门后一日内', en: 'Within a day of a visit of the unit' },
};
const why = { name: 'reason', label: { zh: '请说明理由', en: 'Say why' } };

/** How each looks on a phone, the most urgent first; whether it may be done the platform says. */
const looks: readonly Look[] = [
  {
    mutation: 'confirmResult',
    title: { zh: '确认办理结果', en: 'Confirm the result' },
    operation: ConfirmResultDocument,
    choice: rating,
    digestOf: 'result',
  },
  {
    mutation: 'refuseResult',
    title: { zh: '不认可，退回办理', en: 'I do not accept it' },
    operation: RefuseResultDocument,
    texts: [why],
    digestOf: 'result',
  },
  {
    mutation: 'confirmDeskAnswer',
    title: { zh: '确认当场答复', en: 'Confirm the answer' },
    operation: ConfirmDeskAnswerDocument,
    choice: rating,
    digestOf: 'answer',
  },
  {
    mutation: 'contestDismissal',
    title: { zh: '提出异议', en: 'Contest it' },
    operation: ContestDismissalDocument,
    texts: [why],
  },
  {
    mutation: 'decideSplit',
    title: { zh: '同意分案', en: 'Agree to the split' },
    operation: DecideSplitDocument,
    says: { approves: true },
  },
  {
    mutation: 'decideSplit',
    title: { zh: '不同意分案', en: 'Do not split it' },
    operation: DecideSplitDocument,
    says: { approves: false },
    texts: [why],
  },
  {
    mutation: 'evaluateAppeal',
    title: { zh: '评价', en: 'Evaluate' },
    operation: EvaluateAppealDocument,
    choice: rating,
    texts: [
      {
        name: 'reason',
        label: { zh: '理由(不满意时请填写)', en: 'Why (needed where dissatisfied)' },
        optional: true,
      },
    ],
  },
  {
    mutation: 'reportNotSolved',
    title: { zh: '没有解决', en: 'It is not solved' },
    operation: ReportNotSolvedDocument,
    texts: [{ name: 'reason', label: { zh: '请说明情况', en: 'What is not solved' } }],
  },
  {
    mutation: 'supplementAppeal',
    title: { zh: '补充材料', en: 'Add something' },
    operation: SupplementAppealDocument,
    texts: [{ name: 'text', label: { zh: '补充内容', en: 'What you add' } }],
    attaches: true,
  },
  {
    mutation: 'withdrawAppeal',
    title: { zh: '申请撤回', en: 'Withdraw' },
    operation: WithdrawAppealDocument,
    texts: [why],
    choice: {
      name: 'setting',
      label: { zh: '您是在什么情形下提出撤回的', en: 'Where you are asked to withdraw' },
      options: settingText,
    },
  },
  {
    mutation: 'takeBack',
    title: { zh: '不撤回了', en: 'Do not withdraw it' },
    operation: TakeBackDocument,
    says: { act: 'WITHDRAWAL' },
  },
  {
    mutation: 'takeBack',
    title: { zh: '收回凭码确认', en: 'Take back the confirmation' },
    operation: TakeBackDocument,
    says: { act: 'SIGNATURE' },
  },
  {
    mutation: 'takeBack',
    title: { zh: '收回凭码拒签', en: 'Take back the refusal' },
    operation: TakeBackDocument,
    says: { act: 'REFUSAL' },
  },
  {
    mutation: 'correctContact',
    title: { zh: '更正联系方式', en: 'Correct where you are reached' },
    operation: CorrectContactDocument,
    texts: [
      {
        name: 'telephone',
        label: { zh: '新的电话(不变则不填)', en: 'New telephone (empty: as before)' },
        optional: true,
        short: true,
      },
      {
        name: 'address',
        label: { zh: '新的住址(不变则不填)', en: 'New address (empty: as before)' },
        optional: true,
        short: true,
      },
    ],
  },
  {
    mutation: 'chooseNotices',
    title: { zh: '选择通知方式', en: 'How you are told' },
    operation: ChooseNoticesDocument,
    choice: {
      name: 'choice',
      label: { zh: '有新进展时怎样通知您', en: 'When something happens, tell me' },
      options: noticeChoiceText,
    },
  },
];

interface Facts {
  readonly appealId: string;
  readonly result: string | undefined;
  readonly answer: string | undefined;
  /** What can be taken back. */
  readonly codeActs: readonly string[];
  /** Where he is not signed in. */
  readonly queryCode?: string;
}

/** The acts that the documents of a case offer, with what each form has to know. */
export const actsOn = (
  actions: readonly Action[],
  { appealId, queryCode, codeActs, ...digests }: Facts,
  say: (text: Bilingual) => string,
): readonly Omit<ActProps, 'onDone' | 'onStale'>[] =>
  looks.flatMap(({ mutation, title, operation, texts = [], attaches = false, choice, says, digestOf }) => {
    const action = actions.find(({ name }) => name === mutation);
    if (action === undefined || (typeof says?.act === 'string' && !codeActs.includes(says.act))) return [];
    const { expectedVersion } = action;
    return [
      {
        title: say(title),
        operation: operation as never,
        ...(choice !== undefined && {
          choice: {
            ...choice,
            label: say(choice.label),
            options: Object.entries(choice.options).map(([value, text]) => ({ value, label: say(text) })),
          },
        }),
        attaches,
        texts: texts.map((text) => ({ ...text, label: say(text.label) })),
        known: {
          appealId,
          ...says,
          ...(expectedVersion !== null && { expectedVersion }),
          ...(digestOf !== undefined && { digest: digests[digestOf] }),
          ...(queryCode !== undefined && { queryCode }),
        },
      },
    ];
  });
