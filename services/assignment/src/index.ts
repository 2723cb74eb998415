export { readDistrict } from './seed/check-district.js';
export { bazhouSeed, type DistrictSeed } from './seed/district-seed.js';
export { districtSetting } from './seed/district-setting.js';
export { establishDirectory } from './seed/establish-directory.js';
export { type Loaded, loadDistrict } from './seed/load-district.js';
export { BadDistrict, type Problem, problemLine } from './seed/problem.js';
export { type Assignment, createAssignment } from './service.js';
