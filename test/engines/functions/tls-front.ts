import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createServer } from 'node:tls';
import { parseArgs } from 'node:util';

// Crossplane calls functions with TLS on both sides only; this speaks it for one that runs without, with `--insecure`.
const { values } = parseArgs({ options: { address: { type: 'string' }, to: { type: 'string' } } });
const [host, port] = parts(values.address);
const [toHost, toPort] = parts(values.to);
const file = (name: string) => readFileSync(join(process.env.TLS_SERVER_CERTS_DIR as string, name));

createServer(
  {
    ca: file('ca.crt'),
    cert: file('tls.crt'),
    key: file('tls.key'),
    requestCert: true,
    rejectUnauthorized: true,
    ALPNProtocols: ['h2'],
  },
  (caller) => {
    const called = connect(toPort, toHost);
    // Whoever of the two ends, or fails, ends the other.
    pipeline(caller, called, caller, () => {});
  },
).listen(port, host);

function parts(address = ''): [host: string, port: number] {
  const at = address.lastIndexOf(':');
  return [address.slice(0, at), Number(address.slice(at + 1))];
}
