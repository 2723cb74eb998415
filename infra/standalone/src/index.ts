export { type Cast, cast, type Troupe, troupeOf, usualTroupe } from './demo/cast.js';
export { beginComplaint, complaintCast, streetOffice, usualParts } from './demo/complaint-steps.js';
export { createHttpWorld, type HttpWorldOptions } from './demo/http-world.js';
export { codeSentTo } from './demo/notices.js';
export { ordinarySteps } from './demo/ordinary-steps.js';
export { type AccusedOffice, accusedOffices, playAccusedOffice } from './demo/play-accused-office.js';
export { playAnonymous, provenIn } from './demo/play-anonymous.js';
export { type Play, playAppeal, type Step } from './demo/play-appeal.js';
export { playComplaint } from './demo/play-complaint.js';
export { type ConsultationPlay, playConsultation } from './demo/play-consultation.js';
export { playFollowing } from './demo/play-following.js';
export { type GroupPlay, playGroup } from './demo/play-group.js';
export { type NotSolvedPlay, playNotSolved } from './demo/play-not-solved.js';
export { playObjection } from './demo/play-objection.js';
export { playPressure } from './demo/play-pressure.js';
export { playPrivateParty } from './demo/play-private-party.js';
export { playRepeat } from './demo/play-repeat.js';
export { playResolution } from './demo/play-resolution.js';
export { playSplit, type SplitPlay } from './demo/play-split.js';
export { playSuggestion } from './demo/play-suggestion.js';
export { playWithdrawal } from './demo/play-withdrawal.js';
export { Declined, dataOf, officer, type Person, type World } from './demo/world.js';
export { type DemoPerson, demoPlace, peopleOf } from './demo-people.js';
export { type Act, type CasePlan, planMonth } from './month/plan-month.js';
export { monthDays } from './month/play-month.js';
export { type Month, NotEmpty, seedMonth } from './month/seed-month.js';
export {
  developmentAudience,
  developmentIssuer,
  type Embedded,
  type EmbeddedOptions,
  type Ground,
  openEmbedded,
  openOn,
} from './open-embedded.js';
export { openPlatform, type Platform, type PlatformDeps } from './platform.js';
export { loadSecrets, type Secrets } from './secrets.js';
export { standaloneConfig } from './settings.js';
export { settled } from './settled.js';
