export { aboutInput } from './about-input.js';
export { createDistrict, type District, officersOfDistrict, places } from './district.js';
export { type Life, live, seedOfRun } from './life.js';
export type { OfferedAction, Way } from './live-by-actions.js';
export { createMemoryBus, type MemoryBus } from './memory-bus.js';
export { asOneOfMany } from './of-many.js';
export { accusing, deadline, type SamplesOf, samplesOf } from './samples.js';
export { openServiceWorld, type ServiceWorld, type ServiceWorldOptions } from './service-world.js';
export type { Answer, Someone } from './someone.js';
