import { cast, ordinarySteps, usualTroupe } from '@daqidi/standalone';
import { people } from '../model/people.js';
import type { Kitchen, Recipes } from './kitchen.js';

interface Banked {
  readonly id: string;
  readonly version: number;
}

/** What a handler writes, how suggestions are answered, and what they lead to. */
export const suggestionRecipes = ({ world, next, dayIn, does, asks }: Kitchen): Recipes => {
  const { handler } = people;
  const inHand = async () => {
    const text = `建议给第 ${next()} 栋加装电梯,方便老人出行。`;
    const play = { run: `suggestion-${next()}`, narrate: () => undefined, troupe: usualTroupe };
    return ordinarySteps(world, play).begin({ petitioner: cast.petitioner, text, category: 'SUGGESTION' });
  };
  const together = async (matter: Awaited<ReturnType<typeof inHand>>) => {
    const { appealId, expectedVersion } = await matter.inLedger();
    return { entries: [{ appealId, expectedVersion }], outcome: 'ADOPTED', text: '建议采纳,由街道统一申报加装电梯。' };
  };
  const inBank = async (appealId: string) => {
    const { suggestions } = (await asks(handler, '{ suggestions(first: 100) { edges { node { id version } } } }')) as {
      readonly suggestions: { readonly edges: readonly { readonly node: Banked }[] };
    };
    const found = suggestions.edges.map(({ node }) => node).find(({ id }) => id === appealId);
    return { appealId, expectedVersion: found?.version ?? 0 };
  };
  const adopted = async () => {
    const matter = await inHand();
    await does(handler, 'answerSuggestions', await together(matter));
    await matter.sign(cast.petitioner);
    return inBank(matter.appealId);
  };
  const measure = () => ({ text: '首批申报十部电梯。', dueOn: dayIn(30) });

  return {
    keepDraft: async () => {
      const { appealId } = await inHand();
      return { who: handler, input: { appealId, kind: 'PROGRESS', draftNumber: 0, text: '已派单维修,' } };
    },
    answerSuggestions: async () => ({ who: handler, input: await together(await inHand()) }),
    planMeasure: async () => ({ who: handler, input: { ...(await adopted()), ...measure() } }),
    reportMeasureDone: async () => {
      const { appealId, expectedVersion } = await adopted();
      await does(handler, 'planMeasure', { appealId, expectedVersion, ...measure() });
      return { who: handler, input: { ...(await inBank(appealId)), report: '首批十部电梯已投用。' } };
    },
  };
};
