// What the two tracks change in the model when they are heard.
import type { Case, Dual, Model, TrackName } from './cases.js';
import type { Command } from './law.js';
import { consentOf, otherTrack, trackNames } from './tracks.js';

type Change = (model: Model, about: Case, command: Command) => void;

/** Carries out what a panel proposed; `carryOut` judges as if the panel had decided by itself. */
export const trackEffects = (carryOut: Change): Readonly<Record<string, Change>> => {
  const onDual =
    (moves: boolean, change: (dual: Dual, about: Case, command: Command, model: Model) => void): Change =>
    (model, about, command) => {
      if (about.dual === null) return;
      if (moves) about.dual.version += 1;
      change(about.dual, about, command, model);
    };
  const nameIn = ({ input }: Command): TrackName => input.track as TrackName;
  const disagree = (dual: Dual, what: NonNullable<Dual['disagreement']>): void => {
    dual.disagreement = what;
    dual.conference = true;
  };
  const settle = (model: Model, about: Case, agreed: boolean): void => {
    const { joint } = about.review;
    forgetAsked(about);
    about.review.joint = null;
    if (agreed && joint !== null) carryOut(model, about, joint);
  };
  return {
    takeTrack: onDual(true, (dual, _, command) => {
      dual.tracks[nameIn(command)].inspector = command.who.sub;
    }),
    noteTrack: onDual(false, () => undefined),
    concludeTrack: onDual(true, (dual, _, command) => {
      const name = nameIn(command);
      const finding = String(command.input.finding);
      dual.tracks[name].finding = finding;
      const other = dual.tracks[otherTrack(name)].finding;
      if (other !== null && other !== finding) disagree(dual, 'CONCLUSIONS');
    }),
    stateConsent: onDual(false, (dual, about, command, model) => {
      const name = nameIn(command);
      const agrees = command.input.agrees === true;
      const other = consentOf(about, otherTrack(name));
      dual.tracks[name].consent = { by: command.who.sub, agrees };
      if (other === agrees) settle(model, about, agrees);
      else if (other !== null) disagree(dual, 'DECISION');
    }),
    decideDisagreement: onDual(true, (dual, about, { input }, model) => {
      dual.disagreement = null;
      if (input.about === 'DECISION') settle(model, about, input.agreed === true);
    }),
  };
};

/** Nothing waits for the tracks any more. */
export const forgetAsked = ({ dual }: Case): void => {
  if (dual === null) return;
  dual.asked = null;
  if (dual.disagreement === 'DECISION') dual.disagreement = null;
  for (const name of trackNames) dual.tracks[name].consent = null;
};
