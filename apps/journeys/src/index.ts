export { choose } from './choose.js';
export { handInWithoutAccount, type Receipt } from './hand-in.js';
export { type IdentityProvider, openIdentityProvider } from './identity-provider.js';
export { citizenPages, consolePages, type ShownPage, stockMatters } from './pages.js';
export { shown } from './shown.js';
export { type Matter, type Reached, type Stocked, stockCase } from './stock.js';
export { openTrialPlatform, type TrialPlatform } from './trial-platform.js';
export { type Visit, type VisitOptions, type Visits, visit, visits } from './visit.js';
