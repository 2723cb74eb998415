import type { Role } from '@daqidi/identity';
import { competentDesk, deskRole } from '@daqidi/kernel';
import { commandsOn } from '@daqidi/service';
import type { PublicationEvent, PublicationFacts, PublicationState } from './domain/publication.js';
import { recusedInPublication, subjectOfPublication } from './subject.js';
import type { Tools } from './tools.js';

/** A command on the public text about a case. */
export const publicationCommand = commandsOn<
  Tools,
  PublicationState,
  PublicationFacts,
  PublicationEvent,
  { readonly appealId: string }
>({
  aggregates: ({ model }) => model.publications,
  id: ({ appealId }) => appealId,
  subject: subjectOfPublication,
  recused: recusedInPublication,
});

/** Who sees the petitioner's name, and so finds it in a text: the centre; where he is protected, the letters office or who stands in. */
export const nameKnower = ({ directory }: Tools, { closed, scope }: PublicationFacts, now: number): Role =>
  closed?.protected && scope !== null ? deskRole[competentDesk(directory, 'LETTERS', { scope, now })] : 'CENTRE_CLERK';
