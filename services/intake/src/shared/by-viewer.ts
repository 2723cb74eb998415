import type { Actor } from '@daqidi/events';
import { type Asked, byRule } from '@daqidi/service';
import type { AppealDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/** Whoever deals with the petitioner in person: of a protected one, nobody but the oversight tracks. FORBIDDEN. */
export const byViewer = ({ tools, caller, document, subject }: Asked<Tools, AppealDocument, object>): Actor => {
  const actor = byRule(tools, caller, undefined, subject);
  return document.state.submitted?.petitioner.protected ? byRule(tools, caller, 'petitioner.protected', subject) : actor;
};
