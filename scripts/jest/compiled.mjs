import { join, relative } from 'node:path';

/** Where the compiler puts what it makes of a test. */
export const compiledPath = (root, source) => join(root, '.build', relative(root, source).replace(/ts$/, 'js'));
