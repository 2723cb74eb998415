import { ProposeResultDocument, ReportStepDoneDocument, StatePlanDocument } from '@daqidi/schemas/operations';
import { ordinarySteps } from './ordinary-steps.js';
import type { Play } from './play-appeal.js';
import type { World } from './world.js';

/** A RESOLUTION with a plan that is changed once, whose result the public reads. Answers its id. */
export const playResolution = async (world: World, play: Play): Promise<string> => {
  const { cast, begin } = ordinarySteps(world, play);
  const { handler, petitioner } = cast;
  const text = '小区停车位严重不足,消防通道经常被堵,请统一规划。';
  const { appealId, tell, inLedger, lastDay, sign, publish } = await begin({ petitioner, text, category: 'RESOLUTION' });

  const dueOn = await lastDay();
  const step = (words: string) => ({ text: words, dueOn, officerId: handler.sub });
  const steps = [step('现场勘查,清点车位。'), step('协调物业划设车位。')];
  await world.ask(handler, StatePlanDocument, { input: { ...(await inLedger()), steps } });
  await tell(handler, 'plans: two steps, which the petitioner reads', '制定一人一策方案,诉求人可查');
  const survey = { ...(await inLedger()), step: 1, report: '已勘查,可增设车位二十六个。' };
  await world.ask(handler, ReportStepDoneDocument, { input: survey });
  await tell(handler, 'has done the first step', '完成方案第一步');
  const changed = [step('由街道直接施划车位并增设隔离桩。')];
  const reason = '物业公司合同到期,改由街道实施。';
  await world.ask(handler, StatePlanDocument, { input: { ...(await inLedger()), steps: changed, reason } });
  await tell(handler, 'changes the plan, and says why', '调整方案并说明理由');
  await world.ask(handler, ReportStepDoneDocument, { input: { ...(await inLedger()), step: 3, report: '车位已施划完毕。' } });

  const record = { cause: 'C42', measures: ['M02'], mechanism: true, cost: 'UNDER_100K' } as const;
  const result = { outcome: 'SOLVED', text: '已施划车位二十六个,消防通道设隔离桩。', record } as const;
  await world.ask(handler, ProposeResultDocument, { input: { ...(await inLedger()), ...result } });
  await tell(handler, 'states the result, what it came from and what it took', '提出办理结果并填写成因与措施');
  await sign(petitioner);
  await publish('某小区已施划车位二十六个,消防通道恢复畅通。');
  return appealId;
};
