import {
  AnswerSuggestionsDocument,
  ListSuggestionsDocument,
  PlanMeasureDocument,
  ReportMeasureDoneDocument,
} from '@daqidi/schemas/operations';
import { ordinarySteps } from './ordinary-steps.js';
import type { Play } from './play-appeal.js';
import type { Person, World } from './world.js';

const neighbour: Person = { sub: 'petitioner-2', kind: 'PETITIONER' };
const anybody: Person = { sub: 'anybody', kind: 'ANONYMOUS' };

/** Two suggestions on one matter, answered together; the first leads to a measure that is done, and everybody finds it. Answers both ids. */
export const playSuggestion = async (world: World, play: Play): Promise<readonly string[]> => {
  const { cast, requestId, begin } = ordinarySteps(world, play);
  const { handler, petitioner } = cast;
  const text = '建议在老旧小区统一加装电梯,方便老人出行。';
  const first = await begin({ petitioner, text, category: 'SUGGESTION' });
  const second = await begin({ petitioner: neighbour, text: '建议给没有电梯的楼栋加装电梯。', category: 'SUGGESTION' });
  const dueOn = await first.lastDay();

  const entries = [];
  for (const { inLedger } of [first, second]) {
    const { appealId, expectedVersion } = await inLedger();
    entries.push({ appealId, expectedVersion });
  }
  const answer = { outcome: 'ADOPTED', text: '建议采纳,由街道统一申报加装电梯。' } as const;
  await world.ask(handler, AnswerSuggestionsDocument, { input: { requestId: requestId(), entries, ...answer } });
  await first.tell(handler, 'answers both together, each petitioner by himself', '两件同类建议集中答复,逐人告知');
  await first.sign(petitioner);
  await second.sign(neighbour);
  await first.publish('建议采纳:由街道统一申报老旧小区加装电梯。');

  const found = async () => {
    const { suggestions } = await world.ask(anybody, ListSuggestionsDocument, { word: '电梯', first: 20 });
    return suggestions.edges.find(({ node }) => node.id === first.appealId)?.node ?? null;
  };
  await world.until(async () => (await found()) !== null);
  const inBank = async () => ({
    requestId: requestId(),
    appealId: first.appealId,
    expectedVersion: (await found())?.version ?? 0,
  });
  await world.ask(handler, PlanMeasureDocument, { input: { ...(await inBank()), text: '首批申报十部电梯。', dueOn } });
  await world.ask(handler, ReportMeasureDoneDocument, { input: { ...(await inBank()), report: '首批十部电梯已投用。' } });
  await first.tell(handler, 'says what it led to, and that it is done: everybody finds it', '落实措施并完成,民生智囊库可查');
  return [first.appealId, second.appealId];
};
