/** Where a service answers the commands of its own machine. */
export const LOCAL_PREFIX = '/local/v1';
