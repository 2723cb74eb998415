import { type Heard, type Listener, on } from '@daqidi/service';
import type { AggregateDocument } from '@daqidi/store';
import { answerClosing, liftDenial, type OpenMatters, withOrder } from '../domain/closing.js';
import type { Tools } from '../tools.js';

/** The heads of every other stream of the case: all are opened through its oversight document. */
const headsOf = async ({ model }: Tools, appealId: string) => {
  const { orders, materials, duals, oversights } = model;
  const known = (await oversights.collection.byId(appealId))?.facts;
  const [issued, asked, dual] = await Promise.all([
    orders.collection.byIds(known?.orders ?? []),
    materials.collection.byIds(known?.materials ?? []),
    duals.collection.byId(appealId),
  ]);
  const headOf = (stream: string, { seq, head }: AggregateDocument<unknown, unknown>) =>
    head === null ? [] : [{ stream, seq, hash: head }];
  return [
    ...issued.flatMap((document) => headOf(orders.streamOf(document._id), document)),
    ...asked.flatMap((document) => headOf(materials.streamOf(document._id), document)),
    ...(dual === null ? [] : headOf(duals.streamOf(appealId), dual)),
  ];
};

type Told = Heard<'supervision', 'OrderConcluded' | 'OrderWithdrawn' | 'TrackConcluded' | 'DisagreementDecided'>;

/**
 * Answers assignment's question whether the case may be closed. Heads are read before the answer is saved: streams only grow, so what was
 * read is a beginning of each, and what is opened in between belongs to the next volume. Whether anything is in the way is decided from
 * the document itself, in the same write: an order is named here before it is issued.
 */
export const answerClosingRequest = (tools: Tools): readonly Listener[] => {
  const { oversights } = tools.model;
  const learning = (event: Told, learn: (known: OpenMatters) => OpenMatters): Promise<void> =>
    oversights.react(event.data.appealId, event, {
      learn: (facts) => {
        const { stream, seq, hash } = event;
        const matters = learn(facts.matters);
        return { ...facts, matters: { ...matters, heads: { ...matters.heads, [stream]: { seq, hash } } } };
      },
      decide: liftDenial,
    });
  const ending = async (event: Heard<'supervision', 'OrderConcluded' | 'OrderWithdrawn'>): Promise<void> => {
    const { clock, orderId } = event.data;
    if (clock === 'HANDLING') await learning(event, (known) => withOrder(known, orderId, 'ENDED'));
  };
  return [
    on('assignment', 'CloseRequested', async (event) => {
      const heads = await headsOf(tools, event.data.appealId);
      await oversights.react(event.data.appealId, event, {
        learn: (facts) => facts,
        decide: (state, facts) => answerClosing(state, facts, event.data, heads),
      });
    }),
    on('supervision', 'OrderConcluded', ending),
    on('supervision', 'OrderWithdrawn', ending),
    on('supervision', 'TrackConcluded', (event) =>
      learning(event, (known) => ({ ...known, findings: { ...known.findings, [event.data.track]: event.data.finding } })),
    ),
    on('supervision', 'DisagreementDecided', (event) =>
      learning(event, (known) => (event.data.about === 'CONCLUSIONS' ? { ...known, decided: true } : known)),
    ),
  ];
};
