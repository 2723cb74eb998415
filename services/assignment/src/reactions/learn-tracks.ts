import { type Heard, type Listener, on } from '@daqidi/service';
import type { TracksAbout } from '../domain/tracks.js';
import type { Tools } from '../tools.js';

type Told = Heard<
  'supervision',
  | 'TrackOpened'
  | 'TrackConcluded'
  | 'ConsentAsked'
  | 'ConsentLapsed'
  | 'JointDecisionDecided'
  | 'DisagreementRaised'
  | 'DisagreementDecided'
>;

/** Keeps how far the two tracks are: a complaint closes only after both. */
export const learnTracks = ({ model }: Tools): readonly Listener[] => {
  const learning = async (event: Told, learn: (known: TracksAbout) => TracksAbout): Promise<void> => {
    await model.entries.react(event.data.appealId, event, {
      learn: (facts) => ({ ...facts, tracks: learn(facts.tracks) }),
      decide: () => [],
    });
  };
  const withTrack = (known: TracksAbout, track: keyof TracksAbout['tracks'], now: 'OPEN' | 'CONCLUDED'): TracksAbout => ({
    ...known,
    tracks: { ...known.tracks, [track]: now },
  });
  return [
    on('supervision', 'TrackOpened', (event) => learning(event, (known) => withTrack(known, event.data.track, 'OPEN'))),
    on('supervision', 'TrackConcluded', (event) => learning(event, (known) => withTrack(known, event.data.track, 'CONCLUDED'))),
    on('supervision', 'ConsentAsked', (event) => learning(event, (known) => ({ ...known, asked: event.data.digest }))),
    on('supervision', 'ConsentLapsed', (event) => learning(event, (known) => ({ ...known, asked: null }))),
    on('supervision', 'JointDecisionDecided', (event) => learning(event, (known) => ({ ...known, asked: null }))),
    // What they disagree about in a joint decision is open as long as that is.
    on('supervision', 'DisagreementRaised', (event) =>
      learning(event, (known) => (event.data.about === 'CONCLUSIONS' ? { ...known, disagree: true } : known)),
    ),
    on('supervision', 'DisagreementDecided', (event) => learning(event, (known) => ({ ...known, disagree: false }))),
  ];
};
