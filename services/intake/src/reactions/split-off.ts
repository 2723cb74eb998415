import { type Listener, on } from '@daqidi/service';
import { codeNotice } from '../domain/notices.js';
import { queryCodeOf } from '../query-code.js';
import { splitOff } from '../shared/split-off.js';
import { telephoneOf } from '../shared/telephone-of.js';
import type { Tools } from '../tools.js';

/** What the petitioner approved of becomes an appeal of its own; the original alone knows which. */
export const splitOffApproved = (tools: Tools): Listener =>
  on('intake', 'SplitApproved', async (event) => {
    const { model, notifier, lookupSecret } = tools;
    const original = await model.appeals.collection.byId(event.data.appealId);
    const ordinary = original === null ? null : await splitOff(tools, original);
    if (original === null || ordinary === null) return;
    const splitOffId = ordinary._id;
    await model.appeals.inform(original._id, (facts) =>
      facts.splitOff === splitOffId ? facts : { ...facts, splitOff: splitOffId },
    );
    // Whoever has no account gets the codes as he got those before.
    if (original.state.takenInBy === null) return;
    const { zh, en } = codeNotice({
      unifiedCode: ordinary.state.submitted?.unifiedCode ?? '',
      queryCode: queryCodeOf(lookupSecret, splitOffId),
    });
    const telephone = await telephoneOf(tools, ordinary);
    await notifier.send({ id: `${event.id}:codes`, telephone, at: event.time, textZh: zh, textEn: en });
  });
