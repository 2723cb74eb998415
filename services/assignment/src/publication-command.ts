import type { Role } from '@daqidi/identity';
import { competentDesk, deskRole, partiesIn } from '@daqidi/kernel';
import { commandsOn } from '@daqidi/service';
import { accessOf, type PublicationFacts, type PublicationState } from './domain/publication.js';
import type { Tools } from './tools.js';

/** A command on the public text about a case. */
export const publicationCommand = commandsOn({
  aggregates: ({ model }: Tools) => model.publications,
  id: ({ appealId }: { readonly appealId: string }) => appealId,
  ...partiesIn(accessOf),
});

/** Who sees the petitioner's name, and so finds it in a text: the centre; where he is protected, the letters office or who stands in. */
export const nameKnower = ({ directory }: Tools, { opened }: PublicationState, { scope }: PublicationFacts, now: number): Role =>
  opened?.protected && scope !== null ? deskRole[competentDesk(directory, 'LETTERS', { scope, now })] : 'CENTRE_CLERK';
