/** One kind of step that petitioners are told of: plain words, and its place among steps of the same moment. */
interface TimelineText {
  readonly rank: number;
  readonly en: string;
  readonly zh: string;
}

const texts: Readonly<Record<string, TimelineText>> = {
  AppealSubmitted: { rank: 0, en: 'We have received your appeal.', zh: '您的诉求已收到。' },
  AppealSupplemented: { rank: 1, en: 'Your additional material has been received.', zh: '您补充的材料已收到。' },
  AppealAccepted: { rank: 2, en: 'The first review has begun.', zh: '已进入初审。' },
  ScreeningPassed: {
    rank: 3,
    en: 'The first review found your appeal valid; the second review has begun.',
    zh: '初审通过,已进入复核。',
  },
  AppealDismissed: {
    rank: 4,
    en: 'The first review did not accept your appeal; an explanation has been given to you.',
    zh: '初审不予受理,已向您作出解释说明。',
  },
  AppealAssessed: {
    rank: 5,
    en: 'The second review is finished; a unit is being made responsible.',
    zh: '复核完成,正在确定责任单位。',
  },
  EntryOpened: { rank: 6, en: 'Your appeal has been entered in the ledger.', zh: '诉求已登记建账。' },
  EntryAssigned: {
    rank: 7,
    en: 'A unit has been made responsible; the clock is running.',
    zh: '已交办责任单位,办理时限开始计算。',
  },
  EntryAccepted: { rank: 8, en: 'The unit is working on it.', zh: '责任单位已签收,正在办理。' },
  ProgressRecorded: { rank: 9, en: 'There is progress.', zh: '办理有新进展。' },
  ClockOverdue: {
    rank: 10,
    en: 'The time for this step has run out; supervisors have been told.',
    zh: '该环节已超期,已启动督办。',
  },
  ResultProposed: {
    rank: 11,
    en: 'A result is ready; please confirm it, or say why not.',
    zh: '办理结果已提出,请您确认或说明不同意的理由。',
  },
  ResultRefused: { rank: 12, en: 'The result was not signed; the unit goes on working.', zh: '结果未获签署,退回继续办理。' },
  CloseRequested: {
    rank: 13,
    en: 'All four have signed; the file is being sealed.',
    zh: '四方会签完成,正在封卷。',
  },
  ClosingHeldUp: {
    rank: 14,
    en: 'Closing waits until supervision is finished; nobody needs to sign again.',
    zh: '待督办事项结束后办结,无需重新签署。',
  },
  AppealClosed: {
    rank: 15,
    en: 'Your appeal is closed with four signatures; you can evaluate it.',
    zh: '四方会签完成,诉求已办结,您可以评价。',
  },
  AppealEvaluated: { rank: 16, en: 'Your evaluation has been received.', zh: '您的评价已收到。' },
  WithdrawalRequested: {
    rank: 17,
    en: 'You have asked to withdraw; whoever has the case decides.',
    zh: '您已申请撤回,待承办方决定。',
  },
  DismissalContested: {
    rank: 27,
    en: 'You have contested the refusal; the level above decides.',
    zh: '您已提出异议,由上一级决定。',
  },
  ContestAccepted: { rank: 28, en: 'The refusal does not stand: the first review goes on.', zh: '异议成立,继续初审。' },
  ContestRefused: {
    rank: 29,
    en: 'The refusal stands; an explanation has been given to you.',
    zh: '维持不予受理,已向您作出解释说明。',
  },
  NotSolvedReported: {
    rank: 30,
    en: 'You have said that it is not solved; it is being decided whether the case is reopened.',
    zh: '您已反映未解决,正在决定是否重新办理。',
  },
  AppealBroughtAgain: {
    rank: 38,
    en: 'You have said that it is not solved; after that time it goes on as a new appeal with codes of its own.',
    zh: '您已反映未解决;因已超过重新办理期限,将作为新的诉求另行编码办理。',
  },
  AppealReopened: { rank: 31, en: 'Your case has been reopened; the clock runs anew.', zh: '诉求已重新办理,办理时限重新计算。' },
  ReopeningRefused: { rank: 32, en: 'Your case stays closed; you have been told why.', zh: '未予重新办理,已向您说明理由。' },
  SplitProposed: {
    rank: 24,
    en: 'We propose to deal with your appeal as two matters; please approve of the texts.',
    zh: '拟将您的诉求分为两件办理,请确认文字内容。',
  },
  SplitApproved: {
    rank: 25,
    en: 'You have approved: the other matter has codes of its own.',
    zh: '您已同意分案,另一件将另行编码办理。',
  },
  SplitLapsed: { rank: 26, en: 'The time to approve has passed; your appeal stays one.', zh: '逾期未确认,诉求不再分案。' },
  ConsultationPlaced: {
    rank: 33,
    en: 'Your question is at the desk of its place, which answers by the end of the day.',
    zh: '您的咨询已转所在地服务中心,当日答复。',
  },
  ConsultationReturned: {
    rank: 34,
    en: 'It needs more than an answer: the first review has begun.',
    zh: '该事项需进一步办理,已转入初审。',
  },
  DeskAnswered: { rank: 35, en: 'You have been answered; please confirm it yourself.', zh: '已当场答复,请您本人确认。' },
  DeskAnswerSigned: {
    rank: 36,
    en: 'You have confirmed the answer; it is checked with those of the day and signed.',
    zh: '您已确认答复,将集中审核并签署。',
  },
  DeskAnswerRefused: {
    rank: 37,
    en: 'The answer was not found sufficient; your appeal is dealt with further.',
    zh: '答复经审核未予通过,继续按诉求办理。',
  },
  CodeActTakenBack: { rank: 21, en: 'What was done with your query code has been taken back.', zh: '凭查询码办理的事项已收回。' },
  WithdrawalTakenBack: { rank: 18, en: 'Your request to withdraw has been taken back.', zh: '撤回申请已收回。' },
  WithdrawalAccepted: {
    rank: 19,
    en: 'You have withdrawn; nothing more is asked of you.',
    zh: '已同意撤回,您无需再办理任何手续。',
  },
  WithdrawalRefused: {
    rank: 20,
    en: 'Your request to withdraw was not accepted, or came after the last signature.',
    zh: '撤回申请未获同意,或已在最后签署之后。',
  },
  ContactCorrected: { rank: 40, en: 'Where you are reached has been corrected.', zh: '您的联系方式已更正。' },
  MeasurePlanned: { rank: 22, en: 'It has been planned what your suggestion leads to.', zh: '您的建议已列入落实措施。' },
  PlanStated: { rank: 33, en: 'It has been planned what is done for you, and when.', zh: '已为您制定办理方案(一人一策)。' },
  PlanStepDone: { rank: 34, en: 'A step of your plan is done.', zh: '办理方案中的一个步骤已完成。' },
  LeaderAnswered: {
    rank: 39,
    en: 'What you brought has been worked on; your own answer is being prepared.',
    zh: '您反映的事项已有办理结果,正在形成对您的答复。',
  },
  PublicationPublished: { rank: 41, en: 'What came of it is told in public.', zh: '办理情况已公开答复。' },
  HandlingExtended: {
    rank: 42,
    en: 'The unit has been given more time; the new date is shown here.',
    zh: '办理期限已经批准延长,新的到期日见此处。',
  },
  HandlingPaused: {
    rank: 43,
    en: 'The work waits for something that has to come first; the time for it stands still until then.',
    zh: '因法定或约定事由暂停办理,期间办理时限中止计算。',
  },
  HandlingResumed: { rank: 44, en: 'The work goes on, and so does the time for it.', zh: '已恢复办理,办理时限继续计算。' },
  MeasureDone: { rank: 23, en: 'What your suggestion led to is done.', zh: '您的建议已落实完成。' },
};

export const timelineText = (kind: string): TimelineText | null => texts[kind] ?? null;

/** The place of a step among those of the same moment. */
export const rankOf = (kind: string): number => {
  const text = texts[kind];
  if (text === undefined) throw new Error(`the timeline has no words for ${kind}`);
  return text.rank;
};

/** Every kind of step that there are words for. */
export const timelineKinds: readonly string[] = Object.keys(texts);
