import {
  type ClockKind,
  type ClockStatus,
  type CodeAct,
  type ContactMeans,
  type DeskAnswerStatus,
  type DeskConfirmationForm,
  type DismissalGround,
  type ExportColumn,
  type ExportFailure,
  type ExportFormat,
  type ExportStatus,
  type Grade,
  type Level,
  type MeasureStatus,
  type NoticeChannel,
  type NoticeChoice,
  type NoticeKind,
  type NoticeRecipient,
  type NoticeStatus,
  type Outcome,
  type PlaceKind,
  type ProxyDocument,
  type ProxyRelation,
  type Reasonableness,
  type RequestKind,
  type SlotForm,
  type SlotName,
  type SpeakerRelation,
  type SplitStatus,
  type WithdrawalSetting,
  type WithdrawalStatus,
  type Words,
  words,
} from '@daqidi/schemas/operations';

export { categoryText, satisfactionText, stageText } from '@daqidi/schemas/operations';

export const exportStatusText: Words<ExportStatus> = {
  WAITING: words('生成中', 'Being made'),
  READY: words('可下载', 'Ready'),
  FAILED: words('未能生成', 'Failed'),
  LAPSED: words('已过期', 'Over'),
};

export const exportFailureText: Words<ExportFailure> = {
  TOO_MANY: words('超过 20 万行，请缩小筛选范围', 'More than 200,000 rows: narrow the filter'),
  FAULT: words('生成出错，请重新申请', 'Something failed: ask anew'),
};

export const exportFormatText: Words<ExportFormat> = {
  CSV: words('CSV 文本', 'CSV'),
  XLSX: words('Excel 工作簿', 'Excel workbook'),
};

export const exportColumnText: Words<ExportColumn> = {
  CODE: words('统一编码', 'Code'),
  STAGE: words('环节', 'Stage'),
  CATEGORY: words('类别', 'Category'),
  REGION: words('区划', 'Place'),
  UNIT: words('承办单位', 'Unit'),
  CHANNEL: words('来源渠道', 'Channel'),
  SUBMITTED_AT: words('提交时间', 'Submitted'),
  DUE_AT: words('期限', 'Due'),
  STAGE_AT: words('进入环节', 'Since'),
  SUBJECT: words('内容分类', 'Subject'),
  ROUND: words('轮次', 'Round'),
  SATISFACTION: words('满意度', 'Satisfaction'),
  TAGS: words('分类标注', 'Tags'),
  PETITIONER: words('诉求人(脱敏)', 'Petitioner, masked'),
};

export const deskAnswerStatusText: Words<DeskAnswerStatus> = {
  OFFERED: words('待诉求人确认', 'Waits for the petitioner to confirm it'),
  CONFIRMED: words('已确认，待集中审定', 'Confirmed, waits for the panel'),
  ACCEPTED: words('审定通过', 'Accepted by the panel'),
  REFUSED: words('审定退回，按普通诉求办理', 'Refused: an ordinary appeal'),
  OVERTAKEN: words('已转入甄别办理', 'The review went on without it'),
};

export const clockKindText: Words<ClockKind> = {
  SCREENING: words('初审', 'First review'),
  ASSESSING: words('复核', 'Second review'),
  ASSIGNING: words('交办', 'Assigning'),
  HANDLING: words('办理', 'Handling'),
  SIGNING: words('签署', 'Signing'),
  TRACK: words('督办结论', 'Track'),
  CONSENT: words('会商', 'Consent'),
  CONFERENCE: words('联席会议定夺', 'Conference'),
  WITHDRAWAL: words('撤回申请', 'Withdrawal'),
  CONTEST: words('不予受理异议', 'Contest'),
  REOPENING: words('重新办理', 'Reopening'),
  ACCEPTING: words('签收', 'Accepting'),
  OBJECTION: words('交办异议', 'Objection'),
  EXTENSION: words('延期申请', 'Extension'),
  PAUSE: words('暂停申请', 'Pause'),
};

export const requestKindText: Words<RequestKind> = {
  OBJECTION: words('交办异议', 'Objection to the assignment'),
  EXTENSION: words('延期申请', 'More time'),
  PAUSE: words('暂停申请', 'Pause'),
};

export const clockStatusText: Words<ClockStatus> = {
  RUNNING: words('计时中', 'Running'),
  SUSPENDED: words('暂停', 'Suspended'),
  OVERDUE: words('已超期', 'Overdue'),
  ENDED: words('已结束', 'Ended'),
};

export const codeActText: Words<CodeAct> = {
  WITHDRAWAL: words('撤回申请', 'Request to withdraw'),
  SIGNATURE: words('确认签署', 'Signature'),
  REFUSAL: words('拒签', 'Refusal'),
};

export const contactMeansText: Words<ContactMeans> = {
  TELEPHONE: words('电话', 'Telephone'),
  VISIT: words('上门', 'Visit'),
  MESSAGE: words('短信', 'Message'),
};

export const dismissalGroundText: Words<DismissalGround> = {
  DUPLICATE_OF: words('重复诉求', 'Duplicate'),
  FALSE: words('不属实', 'Untrue'),
  OUT_OF_SCOPE: words('不属受理范围', 'Out of scope'),
};

export const gradeText: Words<Grade> = {
  D1: words('一级：当场可办', 'D1: on the spot'),
  D2: words('二级：单个单位', 'D2: one unit'),
  D3: words('三级：多个单位', 'D3: several units'),
  D4: words('四级：多个单位且历时多年', 'D4: many units and years'),
};

export const levelText: Words<Level> = {
  DISTRICT: words('区级', 'District'),
  TOWNSHIP: words('乡镇(街道)级', 'Township'),
  VILLAGE: words('村(社区)级', 'Village'),
};

export const measureStatusText: Words<MeasureStatus> = {
  NONE: words('未制定', 'None planned'),
  PLANNED: words('已制定', 'Planned'),
  DONE: words('已完成', 'Done'),
};

export const noticeChannelText: Words<NoticeChannel> = {
  SMS: words('短信', 'Text message'),
  MESSENGER: words('政务即时通讯', 'Messenger'),
  LETTER: words('信函', 'Letter'),
  SLIP: words('窗口打印', 'Printed slip'),
};

export const noticeChoiceText: Words<NoticeChoice> = {
  SMS: words('短信', 'By text message'),
  MESSENGER: words('政务即时通讯', 'By messenger'),
  LETTER: words('信函', 'By letter'),
  NONE: words('不用通知', 'Not at all'),
};

export const noticeKindText: Words<NoticeKind> = {
  CODES: words('编码与查询码', 'Codes'),
  CODE_USED: words('查询码使用提醒', 'Query code used'),
  CONTACT_CORRECTED: words('联系方式更正', 'Contact corrected'),
  STEP: words('办理进度', 'Step'),
  REMINDER: words('待办提醒', 'Reminder'),
  DIGEST: words('每日汇总', 'Daily digest'),
};

export const noticeRecipientText: Words<NoticeRecipient> = {
  PETITIONER: words('诉求人', 'Petitioner'),
  SPEAKER: words('代诉人', 'Spokesperson'),
  OFFICER: words('工作人员', 'Officer'),
};

export const noticeStatusText: Words<NoticeStatus> = {
  WAITING: words('待发送', 'Waiting'),
  SENT: words('已发出', 'Sent'),
  DELIVERED: words('已送达', 'Delivered'),
  OPENED: words('已查看', 'Opened'),
  GIVEN_UP: words('未能送达', 'Given up'),
};

export const placeKindText: Words<PlaceKind> = {
  RESIDENTIAL_ESTATE: words('小区', 'Estate'),
  BUILDING_PROJECT: words('楼盘', 'Building project'),
  ROAD: words('道路', 'Road'),
  MARKET: words('市场', 'Market'),
  SCHOOL: words('学校', 'School'),
  OTHER: words('其他', 'Other'),
};

export const speakerRelationText: Words<SpeakerRelation> = {
  GUARDIAN: words('监护人', 'Guardian'),
  RELATIVE: words('近亲属', 'Relative'),
  AGENT: words('委托代理人', 'Agent'),
  COMMUNITY: words('社区、单位推荐', 'Sent by his community'),
  OTHER: words('其他', 'Other'),
};

export const splitStatusText: Words<SplitStatus> = {
  PROPOSED: words('待诉求人确认', 'Waits for the petitioner'),
  APPROVED: words('已分案', 'Split'),
  REFUSED: words('诉求人不同意', 'Not agreed to'),
  LAPSED: words('逾期未确认', 'Not answered in time'),
};

export const outcomeText: Words<Outcome> = {
  ANSWERED: words('已答复', 'Answered'),
  ADOPTED: words('已采纳', 'Adopted'),
  PARTLY_ADOPTED: words('部分采纳', 'Partly adopted'),
  NOT_ADOPTED: words('未采纳', 'Not adopted'),
  SOLVED: words('已解决', 'Solved'),
  PARTLY_SOLVED: words('部分解决', 'Partly solved'),
  PLANNED: words('已列入计划', 'Planned'),
  EXPLAINED: words('已解释说明', 'Explained'),
  SUBSTANTIATED: words('属实', 'Substantiated'),
  PARTLY_SUBSTANTIATED: words('部分属实', 'Partly substantiated'),
  UNSUBSTANTIATED: words('不属实', 'Unsubstantiated'),
};

export const proxyDocumentText: Words<ProxyDocument> = {
  POWER_OF_ATTORNEY: words('授权委托书', 'Power of attorney'),
  HOUSEHOLD_REGISTER: words('户口簿', 'Household register'),
  GUARDIANSHIP_CERTIFICATE: words('监护证明', 'Guardianship certificate'),
  COURT_DOCUMENT: words('法院文书', 'Court document'),
};

export const proxyRelationText: Words<ProxyRelation> = {
  SPOUSE: words('配偶', 'Spouse'),
  PARENT: words('父母', 'Parent'),
  CHILD: words('子女', 'Child'),
  OTHER_RELATIVE: words('其他亲属', 'Other relative'),
  GUARDIAN: words('监护人', 'Guardian'),
  LAWYER: words('律师', 'Lawyer'),
  OTHER: words('其他', 'Other'),
};

export const reasonablenessText: Words<Reasonableness> = {
  REASONABLE: words('合理', 'Reasonable'),
  PARTLY_REASONABLE: words('部分合理', 'Partly reasonable'),
  UNREASONABLE: words('不合理', 'Unreasonable'),
};

export const slotFormText: Words<SlotForm> = {
  SIGNED: words('本人签署', 'Signed'),
  BY_CODE: words('凭查询码签署', 'By query code'),
  PROXY: words('代签', 'By proxy'),
  UNREACHABLE: words('联系不上', 'Unreachable'),
  GROUP: words('代表过半数', 'Majority of representatives'),
  ANONYMOUS_NOTICE: words('匿名公告', 'Anonymous, by notice'),
  NO_PETITIONER: words('无诉求人', 'No petitioner'),
  REFUSED: words('拒签', 'Refused'),
  WITHDRAWN: words('已撤回', 'Withdrawn'),
};

export const deskConfirmationText: Words<DeskConfirmationForm> = {
  SIGNED: words('登录确认', 'Signed in'),
  BY_CODE: words('凭查询码确认', 'By query code'),
  PROXY: words('纸质签字', 'Signed on paper'),
};

export const slotNameText: Words<SlotName> = {
  HANDLER: words('办理人', 'Handler'),
  PETITIONER: words('诉求人', 'Petitioner'),
  LEADER_IN_CHARGE: words('分管领导', 'Leader in charge'),
  MAIN_LEADER: words('主要领导', 'Main leader'),
};

export const withdrawalSettingText: Words<WithdrawalSetting> = {
  OWN_ACCORD: words('自行提出', 'Of his own accord'),
  ON_PREMISES: words('在承办单位场所提出', 'On the premises of the unit'),
  AFTER_VISIT: words('承办单位上门后一日内提出', 'Within a day of a visit of the unit'),
};

export const withdrawalStatusText: Words<WithdrawalStatus> = {
  ASKED: words('待决定', 'Waits for a decision'),
  ACCEPTED: words('已同意', 'Accepted'),
  REFUSED: words('未同意', 'Refused'),
  LAPSED: words('已收回', 'Taken back'),
};
