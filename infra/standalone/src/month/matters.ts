/** What people bring, as it is said in a district; each with the result that its handler states. */
export interface Matter {
  readonly category: 'RESOLUTION' | 'SUGGESTION';
  readonly subject: string;
  /** The department that has it where it is too big for a township. */
  readonly department: string;
  readonly text: string;
  readonly result: string;
}

const resolution = (subject: string, department: string, text: string, result: string): Matter => ({
  category: 'RESOLUTION',
  subject,
  department,
  text,
  result,
});

const suggestion = (subject: string, department: string, text: string, result: string): Matter => ({
  category: 'SUGGESTION',
  subject,
  department,
  text,
  result,
});

export const matters: readonly Matter[] = [
  resolution('城乡建设/城市建设和市政管理', 'housing', '楼道水管爆裂,一楼进水,请尽快修复。', '已更换水管并清理积水。'),
  resolution('城乡建设/城市建设和市政管理', 'urban-management', '路口的路灯不亮,晚上行人看不清。', '已更换灯具,恢复照明。'),
  resolution('城乡建设/城市建设和市政管理', 'urban-management', '垃圾清运不及时,气味很大。', '已调整清运频次并清理积存垃圾。'),
  resolution('城乡建设/住房保障与房地产', 'housing', '小区电梯经常停运,老人上下楼困难。', '已更换主板并通过检验。'),
  resolution('城乡建设/住房保障与房地产', 'housing', '物业公司收费后不维护绿化和门禁。', '已约谈物业公司,门禁修复,绿化补种。'),
  resolution('城乡建设/城乡规划', 'natural-resources', '楼顶有人搭建彩钢棚,影响采光。', '违章搭建已拆除。'),
  resolution('交通运输/交通运输', 'transport', '通村公路路面塌陷,车辆通行危险。', '路面已修补,增设警示牌。'),
  resolution('交通运输/客货运输', 'transport', '乡村客运班次减少,赶集日坐不上车。', '赶集日增开两班。'),
  resolution('农村农业/水利水电', 'water', '灌溉渠道淤塞,田里放不进水。', '渠道已清淤,恢复通水。'),
  resolution('农村农业/惠农补贴', 'agriculture', '耕地地力补贴没有到账。', '账号错误已更正,补贴已补发。'),
  resolution('农村农业/土地承包经营', 'agriculture', '承包地边界与邻户有争议。', '经现场丈量调解,双方签订协议。'),
  resolution('劳动和社会保障/劳动关系', 'human-resources', '工地拖欠工资三个月。', '欠薪已由施工单位全部支付。'),
  resolution('劳动和社会保障/城镇居民社会保险', 'human-resources', '医保缴费后显示未参保。', '缴费记录已核对更正。'),
  resolution('民政/社会救助', 'civil-affairs', '家里有重病人,申请临时救助没有回音。', '已核实家庭情况,发放临时救助。'),
  resolution('环境保护/环境污染', 'environment', '养殖场污水直排河沟。', '已责令整改,污水接入处理池。'),
  resolution('环境保护/环境污染', 'environment', '夜间施工噪音扰民。', '已责令停止夜间施工。'),
  resolution('卫生计生/食品药品监管', 'market', '校门口小卖部出售过期食品。', '过期食品已没收,依法处罚。'),
  resolution('教育文体/教育行政管理', 'education', '学校门口上下学时段拥堵,没有人疏导。', '已设护学岗,划定接送区。'),
  resolution('政法/社会治安', 'police', '小区电动车电瓶连续被盗。', '已加装监控,嫌疑人已抓获。'),
  suggestion('城乡建设/城市建设和市政管理', 'urban-management', '建议在河边步道增设座椅和公厕。', '建议采纳,列入明年计划。'),
  suggestion('交通运输/交通运输', 'transport', '建议把公交线路延伸到新建小区。', '建议采纳,已调整线路。'),
  suggestion('民政/社会服务', 'civil-affairs', '建议村里办老年食堂,方便独居老人。', '建议采纳,已选定场地。'),
  suggestion('教育文体/文化', 'education', '建议晚上开放学校操场给居民锻炼。', '建议采纳,周末和晚间开放。'),
  suggestion('农村农业/农资农技', 'agriculture', '建议请农技人员到村里讲果树管护。', '建议采纳,已安排培训。'),
];

/** Asked at a desk, each with its answer. */
export const questions: readonly (readonly [question: string, answer: string])[] = [
  ['城乡居民医保今年什么时候缴费?', '每年 9 月 1 日至 12 月 31 日,小程序或村便民服务站都可以缴。'],
  ['办理老年证需要带什么材料?', '带身份证和一寸照片一张,到村便民服务站办理。'],
  ['农村危房改造怎么申请?', '向村委会书面申请,经评议公示后报乡镇审核。'],
  ['孩子转学要找哪个部门?', '先到转入学校登记,再由学校报区教科体局办理。'],
];

/** Said of an office or its people. */
export const allegations: readonly string[] = [
  '办事人员收取费用不开票据。',
  '低保评议优亲厚友,条件不符的人享受待遇。',
  '工程款拨付后施工方是干部亲属,质量很差。',
  '干部对群众反映的问题推诿,长期不回复。',
];
