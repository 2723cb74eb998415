export { bazhouSeed, type DistrictSeed } from './seed/district-seed.js';
export { establishDirectory } from './seed/establish-directory.js';
export { type Assignment, createAssignment } from './service.js';
