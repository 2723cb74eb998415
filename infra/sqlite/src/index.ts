export { type DirectoryLock, lockDataDirectory } from './lock.js';
export { openSqliteFile, type SqliteFile, type SqliteFileOptions } from './open-file.js';
