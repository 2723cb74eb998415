import { type Assignment, createAssignment } from '@daqidi/assignment';
import { createIntake } from '@daqidi/intake';
import type { ServiceName } from '@daqidi/schemas';
import { createScoring } from '@daqidi/scoring';
import type { Service, ServiceDeps } from '@daqidi/service';
import { createSupervision } from '@daqidi/supervision';
import { createTriage } from '@daqidi/triage';

export interface Services extends Readonly<Record<ServiceName, Service>> {
  readonly assignment: Assignment;
}

type Creators = { readonly [Name in ServiceName]: (deps: ServiceDeps) => Services[Name] };

export const creators: Creators = {
  intake: createIntake,
  triage: createTriage,
  assignment: createAssignment,
  supervision: createSupervision,
  scoring: createScoring,
};
