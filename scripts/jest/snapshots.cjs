// Snapshots lie beside the source of their test, whichever of the two asks: jest, which knows the source, or the process that
// runs what it compiles to.
const { basename, dirname, join, sep } = require('node:path');

const built = `${sep}.build${sep}`;
const sourceOf = (test) => test.replace(built, sep).replace(/\.js$/, '.ts');

module.exports = {
  resolveSnapshotPath: (test, extension) =>
    join(dirname(sourceOf(test)), '__snapshots__', `${basename(sourceOf(test))}${extension}`),
  resolveTestPath: (snapshot, extension) => join(dirname(dirname(snapshot)), basename(snapshot, extension)),
  testPathForConsistencyCheck: join('some', 'test', 'example.test.ts'),
};
