// What the platform has to answer to the two tracks, from the domain page and the rules of the procedure.
import type { Case, TrackName } from './cases.js';
import type { Command, Law } from './law.js';
import { consentOf, holds, isSeated, otherTrack, roleOfTrack } from './tracks.js';

const named = (input: Command['input']): TrackName => (input.track === 'LETTERS' ? 'LETTERS' : 'DISCIPLINE');

const ofTrack = (broken: (about: Case, name: TrackName, command: Command) => readonly (string | false)[]): Law => ({
  document: 'dual',
  may: (who, _about, _order, input) => who.role === roleOfTrack(named(input)),
  broken: (command) => broken(command.about, named(command.input), command),
});

const holding = (about: Case, name: TrackName, { who }: Command): readonly (string | false)[] => [
  !holds(about, name, who.sub) && 'track.inspector',
  about.dual?.tracks[name].finding !== null && 'track.status',
];

export const trackLaws: Readonly<Record<string, Law>> = {
  takeTrack: ofTrack((about, name, { who }) => {
    const { [name]: own, [otherTrack(name)]: other } = about.dual?.tracks ?? {};
    return [
      own?.finding !== null && 'track.status',
      !isSeated(about, name, who.sub) && 'track.desk',
      isSeated(about, name, own?.inspector ?? null) && 'track.taken',
      other?.inspector === who.sub && 'track.both',
    ];
  }),
  noteTrack: ofTrack(holding),
  concludeTrack: ofTrack((about, name, command) => [
    ...holding(about, name, command),
    about.dual?.disagreement !== null && 'joint.open',
  ]),
  stateConsent: ofTrack((about, name, { who, input }) => {
    const asked = about.dual?.asked ?? null;
    return [
      asked === null && 'joint.none',
      about.dual?.disagreement !== null && 'joint.open',
      asked?.by === who.sub && 'joint.own',
      !holds(about, name, who.sub) && 'track.inspector',
      consentOf(about, name) !== null && 'joint.once',
      asked !== null && input.digest !== asked.digest && 'joint.digest',
    ];
  }),
  decideDisagreement: {
    document: 'dual',
    may: ({ role }) => role === 'DISTRICT_LEADER',
    broken: ({ about: { dual }, input }) => {
      const findings = dual === null ? [] : Object.values(dual.tracks).map(({ finding }) => finding);
      return [
        dual?.disagreement !== input.about && 'joint.agreed',
        input.about === 'CONCLUSIONS' && !findings.includes(input.finding as string) && 'joint.answer',
      ];
    },
  },
};
