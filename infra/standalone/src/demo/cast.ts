import { demoPlace } from '../demo-people.js';
import type { Person } from './world.js';

const { township, village } = demoPlace;
const officer = (sub: string): Person => ({ sub, kind: 'OFFICER' });

/** Who plays in the demo: people of the seed's first township and village. */
export const cast = {
  petitioner: { sub: 'petitioner-1', kind: 'PETITIONER' } as Person,
  villageReviewer: officer(`${village}.reviewer`),
  lettersReviewer: officer(`${township}.letters`),
  justiceReviewer: officer(`${township}.justice`),
  handler: officer(`${township}.handler`),
  deputy: officer(`${township}.deputy`),
  head: officer(`${township}.head`),
  clerk: officer('district-centre.clerk'),
  lettersOfficer: officer('letters.officer'),
  inspector: officer('discipline.inspector'),
  performanceOfficer: officer('performance.officer'),
} as const;
