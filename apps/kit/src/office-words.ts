import {
  type ChannelField,
  type ConflictGround,
  type Desk,
  type DirectoryAct,
  type DirectoryKind,
  type DisagreementAbout,
  type Finding,
  type JointDecisionKind,
  type OrderStatus,
  type OversightDecisionKind,
  type PanelOffice,
  type PostRole,
  type Pressure,
  type ReviewOffice,
  type TrackName,
  type UnitKind,
  type Words,
  words,
} from '@daqidi/schemas/operations';

export const channelFieldText: Words<ChannelField> = {
  NAME: words('姓名', 'Name'),
  TELEPHONE: words('电话', 'Telephone'),
  IDENTITY_NUMBER: words('证件号码', 'Identity number'),
  ADDRESS: words('住址', 'Address'),
};

export const conflictGroundText: Words<ConflictGround> = {
  RELATIVE: words('近亲属', 'Relative'),
  PARTY: words('本人有利害关系', 'Interest of his own'),
  OTHER: words('其他', 'Other'),
};

export const deskText: Words<Desk> = {
  VILLAGE: words('村(社区)甄别小组', 'Village panel'),
  TOWNSHIP: words('乡镇(街道)甄别小组', 'Township panel'),
  LETTERS: words('区信访局', 'Letters office'),
  SECRETARIAT: words('领导小组办公室', 'Secretariat'),
  DISCIPLINE: words('纪委监委', 'Discipline commission'),
  CITY: words('市信联办', 'City office'),
};

export const directoryActText: Words<DirectoryAct> = {
  STATED: words('已生效', 'Stated'),
  PROPOSED: words('已提议', 'Proposed'),
  CONSENTED: words('已同意', 'Consented'),
  REFUSED: words('未同意', 'Refused'),
};

export const directoryKindText: Words<DirectoryKind> = {
  REGION: words('区划', 'Region'),
  UNIT: words('单位', 'Unit'),
  OFFICER: words('人员', 'Officer'),
  POST: words('岗位', 'Post'),
  CHANNEL: words('渠道', 'Channel'),
  POLICY: words('政策参数', 'Policy'),
  HOLIDAYS: words('放假安排', 'Holidays'),
  TAG: words('分类标注', 'Tag'),
};

export const disagreementAboutText: Words<DisagreementAbout> = {
  DECISION: words('会商事项', 'Decision'),
  CONCLUSIONS: words('督办结论', 'Conclusions'),
};

export const findingText: Words<Finding> = {
  SUBSTANTIATED: words('属实', 'Substantiated'),
  PARTLY_SUBSTANTIATED: words('部分属实', 'Partly substantiated'),
  UNSUBSTANTIATED: words('不属实', 'Unsubstantiated'),
  TRANSFERRED: words('线索移交', 'Handed on'),
};

export const jointDecisionKindText: Words<JointDecisionKind> = {
  DISMISSAL: words('不予受理', 'Refusal'),
  VERDICT: words('复核结论', 'Verdict'),
  REMOVE_ACCUSED: words('移除被反映对象', 'Remove accused'),
  END_SECRECY: words('解除保密', 'End secrecy'),
};

export const orderStatusText: Words<OrderStatus> = {
  ISSUED: words('待回复', 'To be answered'),
  ANSWERED: words('已回复', 'Answered'),
  CONCLUDED: words('已办结', 'Concluded'),
  WITHDRAWN: words('已撤回', 'Withdrawn'),
};

export const oversightDecisionKindText: Words<OversightDecisionKind> = {
  REMOVE_ACCUSED: words('移除被反映对象', 'Remove accused'),
  END_SECRECY: words('解除保密', 'End secrecy'),
};

export const panelOfficeText: Words<PanelOffice> = {
  LETTERS: words('信访', 'Letters'),
  JUSTICE: words('司法', 'Justice'),
  SAFETY: words('综治', 'Safety'),
};

export const postRoleText: Words<PostRole> = {
  GRID_WORKER: words('网格员', 'Grid worker'),
  VILLAGE_REVIEWER: words('村(社区)甄别员', 'Village reviewer'),
  TOWNSHIP_REVIEWER: words('乡镇(街道)复核员', 'Township reviewer'),
  HANDLER: words('经办人', 'Handler'),
  LEADER_IN_CHARGE: words('分管领导', 'Leader in charge'),
  MAIN_LEADER: words('主要领导', 'Main leader'),
  CENTRE_CLERK: words('中心窗口人员', 'Centre clerk'),
  LETTERS_OFFICER: words('信访局工作人员', 'Letters officer'),
  POLITICAL_LEGAL_OFFICER: words('政法委工作人员', 'Political-legal officer'),
  DISCIPLINE_INSPECTOR: words('纪检监察人员', 'Discipline inspector'),
  PERFORMANCE_OFFICER: words('目标绩效人员', 'Performance officer'),
  SECRETARIAT: words('领导小组办公室', 'Secretariat'),
  DISTRICT_LEADER: words('区领导', 'District leader'),
  CITY_OFFICE: words('市信联办', 'City office'),
  AUDITOR: words('审计人员', 'Auditor'),
  ADMIN: words('系统管理员', 'Administrator'),
};

export const pressureText: Words<Pressure> = {
  FOUND: words('存在压力', 'Found'),
  NOT_FOUND: words('未发现压力', 'Not found'),
};

export const reviewOfficeText: Words<ReviewOffice> = {
  LETTERS: words('信访', 'Letters'),
  JUSTICE: words('司法', 'Justice'),
  SAFETY: words('综治', 'Safety'),
};

export const trackNameText: Words<TrackName> = {
  DISCIPLINE: words('纪检督办', 'Discipline'),
  LETTERS: words('信访督办', 'Letters'),
};

export const unitKindText: Words<UnitKind> = {
  DEPARTMENT: words('区级部门', 'Department'),
  TOWNSHIP_GOVERNMENT: words('乡镇(街道)', 'Township government'),
  VILLAGE_COMMITTEE: words('村(社区)', 'Village committee'),
  SERVICE_CENTRE: words('综合服务中心', 'Service centre'),
  SUPERVISING_BODY: words('监督机构', 'Supervising body'),
};
