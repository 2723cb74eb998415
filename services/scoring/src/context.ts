import { scopeUnder } from '@daqidi/identity';
import { type BaseContext, createReferenceLoader, type ReferenceLoader } from '@daqidi/subgraph';
import type { ScoreDocument } from './model.js';
import { figuresOf, type UnitFigures } from './projections/unit-figures.js';
import type { Tools } from './tools.js';

export interface Context extends BaseContext {
  readonly tools: Tools;
  readonly scores: ReferenceLoader<ScoreDocument>;
  /** Figures by period, counted once a request. */
  readonly figures: (period: string) => Promise<readonly UnitFigures[]>;
}

export const createContext =
  (tools: Tools) =>
  (base: BaseContext): Omit<Context, keyof BaseContext> => {
    const counted = new Map<string, Promise<readonly UnitFigures[]>>();
    return {
      tools,
      scores: createReferenceLoader(
        (ids) => tools.model.scores.collection.byIds(ids, base.scope),
        ({ _id }) => _id,
      ),
      figures: (period) => {
        const known =
          counted.get(period) ??
          figuresOf(tools.model.contributions, scopeUnder(tools.rules, 'rates.read', base.principal), period);
        counted.set(period, known);
        return known;
      },
    };
  };
