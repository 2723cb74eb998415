// node infra/deploy/health.mjs: ends with 0 when the process of this container is ready, else with 1 and what it says. Over TLS it only
// looks whether somebody listens: it has no client certificate to show.
import { once } from 'node:events';
import { connect } from 'node:net';

const { DAQIDI_PORT: port, DAQIDI_TLS_CERT_FILE: tls } = process.env;

const say = (text) => process.stderr.write(`${text}\n`);

const look = async () => {
  if (tls) {
    const socket = connect({ host: '127.0.0.1', port: Number(port) });
    await once(socket, 'connect');
    socket.destroy();
    return true;
  }
  const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(4_000) });
  if (!response.ok) say(await response.text());
  return response.ok;
};

process.exitCode = await look().then(
  (well) => (well ? 0 : 1),
  (error) => {
    say(error.cause?.message ?? error.message);
    return 1;
  },
);
