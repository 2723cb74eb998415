import { idBeside } from '@daqidi/runtime';

/** Of a later appeal and an earlier one: the same whoever links them, and however often. */
export const linkIdOf = (laterId: string, earlierId: string): string => idBeside(laterId, 'repeat', earlierId);
