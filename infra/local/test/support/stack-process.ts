// Stands for every process of a stack: serves its health, and answers /environment with what it was given. As `ops` it does nothing,
// unless SETUP_FAILS says otherwise. A file that ENDS_WITH_FILE names makes it end with that text; with NEVER_READY
// it says that it is not ready.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { SETUP_FAILS, ENDS_WITH_FILE = '', NEVER_READY, DAQIDI_PORT } = process.env;
const end = (text: string): never => {
  process.stderr.write(`${text}\n`);
  process.exit(1);
};

if (process.argv.includes('setup')) {
  if (SETUP_FAILS) end(SETUP_FAILS);
} else {
  if (existsSync(ENDS_WITH_FILE)) end(readFileSync(ENDS_WITH_FILE, 'utf8'));
  const server = createServer((request, response) => {
    response.setHeader('connection', 'close');
    if (NEVER_READY) response.statusCode = 503;
    response.end(request.url === '/environment' ? JSON.stringify(process.env) : '{}');
  });
  server.listen(Number(DAQIDI_PORT), '127.0.0.1');
  process.on('SIGTERM', () => server.close(() => process.exit(0)));
}
