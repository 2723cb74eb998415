/** What a notice says, in both languages; never what the appeal is about. */
export interface NoticeText {
  readonly zh: string;
  readonly en: string;
}

const sender = '【诉求大起底】';

/** For him alone: whoever holds the code can see how it stands and sign for him. */
export const codeNotice = ({
  unifiedCode,
  queryCode,
}: {
  readonly unifiedCode: string;
  readonly queryCode: string;
}): NoticeText => ({
  zh: `${sender}您的诉求已登记。统一编码:${unifiedCode};查询码:${queryCode}。凭码可查询进度、确认结果,请妥善保管,勿告诉他人。`,
  en: `Your appeal has been registered. Unified code: ${unifiedCode}; query code: ${queryCode}. It shows how things stand and signs for you: keep it to yourself.`,
});

const done = {
  CONFIRMED: { zh: '确认了办理结果', en: 'confirmed the result of' },
  REFUSED: { zh: '拒签了办理结果', en: 'refused the result of' },
  WITHDRAWN: { zh: '申请撤回', en: 'asked to withdraw' },
} as const;

/** What is done with somebody's query code. */
export type CodeUse = keyof typeof done;

/** To the telephone that held until then: somebody else may have had his code, or his account. */
export const contactNotice = (unifiedCode: string): NoticeText => ({
  zh: `${sender}编码 ${unifiedCode} 的诉求,联系方式已更正。如非您本人办理,请立即联系综合服务中心。`,
  en: `The contact details of ${unifiedCode} have been corrected. If that was not you, ask the service centre at once.`,
});

/** Somebody else may have signed for him. */
export const slipNotice = (unifiedCode: string): NoticeText => ({
  zh: `${sender}编码 ${unifiedCode} 的诉求,已按您的纸质签字登记确认了当场答复。如非您本人签字,请凭编码反映未解决,或联系综合服务中心。`,
  en: `A slip with your signature was recorded: it confirms the answer to ${unifiedCode}. If you did not sign it, say so: by the codes that it is not solved, or at the service centre.`,
});

/** Somebody else may have had his code. */
export const signedNotice = (unifiedCode: string, what: CodeUse): NoticeText => ({
  zh: `${sender}编码 ${unifiedCode} 的诉求,已凭查询码为您${done[what].zh}。如非您本人办理,请立即凭编码或到综合服务中心收回。`,
  en: `Your query code was used to say that you ${done[what].en} ${unifiedCode}. If that was not you, take it back at once: by the codes, or at the service centre.`,
});

/** A step in the words of the timeline, and where more of it is read. */
export const stepNotice = (unifiedCode: string, step: NoticeText): NoticeText => ({
  zh: `${sender}编码 ${unifiedCode} 的诉求:${step.zh}凭统一编码和查询码可查看详情。`,
  en: `${unifiedCode}: ${step.en} The unified code and your query code show more.`,
});

/** How much waits for an officer; nothing of what it is. */
export interface Waiting {
  /** Cases whose next step is his. */
  readonly mine: number;
  /** Of these, due by the end of the third working day. */
  readonly dueSoon: number;
  readonly overdue: number;
}

export const digestNotice = ({ mine, dueSoon, overdue }: Waiting): NoticeText => ({
  zh: `${sender}今日待办 ${mine} 件,其中三个工作日内到期 ${dueSoon} 件,已超期 ${overdue} 件。请登录工作台查看。`,
  en: `${mine} cases wait for you; ${dueSoon} are due within three working days, ${overdue} are overdue. Your desk shows them.`,
});

export const opinionNotice: NoticeText = {
  zh: `${sender}有 1 件诉求待您发表复核意见。请登录工作台查看。`,
  en: 'A case waits for your opinion. Your desk shows it.',
};

export const reminderNotice = (count: number): NoticeText => ({
  zh: `${sender}有 ${count} 件新到您这里的待办。请登录工作台查看。`,
  en: `${count} cases have come to you. Your desk shows them.`,
});
