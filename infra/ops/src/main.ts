import { runCommandLine } from './command-line.js';

// Nothing calls home; read by Apollo's packages when they are first used.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

const { argv, env: environment, stdout, stderr } = process;
const { code, open } = await runCommandLine(argv.slice(2), { environment, stdout, stderr });
process.exitCode = code;
if (open) stderr.write('', () => process.exit(code));
