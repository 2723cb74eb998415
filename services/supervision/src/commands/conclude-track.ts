import { dayInShanghai } from '@daqidi/calendar';
import { checkText, text } from '@daqidi/service';
import { concludeTrack as conclude, notConcluding } from '../domain/tracks.js';
import { actingAt, byTrack, conferenceAt, trackCommand } from '../dual-command.js';
import type { ClueTransferInput, ConcludeTrackInput } from '../generated/schema.js';

/** Number, date and receiver of a clue that was handed on, as they are kept. */
const checkTransfer = ({ number, on, receiver }: ClueTransferInput): ClueTransferInput => ({
  number: checkText('transfer.number', number, 1, 50),
  on,
  receiver: checkText('transfer.receiver', receiver, 2, 100),
});

export const concludeTrack = trackCommand<ConcludeTrackInput, 'text' | 'transfer'>({
  rule: 'track.act',
  texts: { text: text(4, 4_000), transfer: (given) => (given ? JSON.stringify(checkTransfer(given)) : null) },
  by: byTrack,
  open: ({ state, facts, names: { track }, actor, now, tools }) =>
    notConcluding(state, track, actingAt(tools, facts, actor.person, now)),
  decide: ({ state, facts, input: { track, finding, transfer, pressure = null }, texts, actor: { person }, now, tools }) => {
    if (transfer && transfer.on > dayInShanghai(now)) return { refused: 'track.transfer' };
    return conclude(state, facts, track, actingAt(tools, facts, person, now), {
      finding,
      text: texts.text,
      transfer: texts.transfer,
      pressure,
      conference: conferenceAt(tools, facts, now),
    });
  },
});
