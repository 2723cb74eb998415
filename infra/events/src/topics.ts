/** The topic of a service's events. */
export const topicOf = (service: string): string => `daqidi.${service}.v1`;

/** Regions, units, posts and policy, as full states. */
export const directoryTopic = topicOf('directory');
