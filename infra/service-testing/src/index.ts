export { createDistrict, type District, places } from './district.js';
export { createMemoryBus, type MemoryBus } from './memory-bus.js';
export { accusing, deadline, type SamplesOf, samplesOf } from './samples.js';
export { openServiceWorld, type ServiceWorld, type ServiceWorldOptions } from './service-world.js';
export type { Answer, Someone } from './someone.js';
