import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type ConnectionOptions, connect } from 'node:tls';
import { Authority } from '../certificates';
import { freePort, isReachable } from '../network';
import { writeTlsFolder } from '../plane/crossplane';

describe('TLS in front of a function that runs without', () => {
  let behind: Server;
  let front: ChildProcess;
  let folder: string;
  let address: string;
  let authority: Authority;
  let calls = 0;

  before(async () => {
    behind = createServer((socket) => {
      calls++;
      socket.pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(behind, 'listening');
    const { port } = behind.address() as { readonly port: number };
    folder = mkdtempSync(join(tmpdir(), 'tls-front-'));
    authority = await Authority.create();
    writeTlsFolder(folder, authority, await authority.issue({ commonName: 'functions' }));
    address = `127.0.0.1:${await freePort()}`;
    const args = [join(__dirname, 'tls-front.js'), `--address=${address}`, `--to=127.0.0.1:${port}`];
    const env = { ...process.env, TLS_SERVER_CERTS_DIR: folder };
    front = spawn(process.execPath, args, { stdio: 'ignore', env });
    assert.ok(await isReachable(address, () => front.exitCode === null), 'it starts');
  });

  after(() => {
    front.kill();
    behind.close();
    rmSync(folder, { recursive: true });
  });

  /** What comes back for `ask`; rejects where the caller is sent away. */
  async function asked(caller: ConnectionOptions): Promise<string> {
    const [host, port] = address.split(':') as [string, string];
    const socket = connect({ host, port: Number(port), ca: authority.certificate, ALPNProtocols: ['h2'], ...caller });
    socket.write('ask');
    const gone = once(socket, 'close').then(() => Promise.reject(new Error('closed')));
    const [answer] = await Promise.race([once(socket, 'data'), gone]);
    const { alpnProtocol } = socket;
    socket.destroy();
    return `${answer} by ${alpnProtocol}`;
  }

  it('passes on what a caller of the authority says, and the answer', async () => {
    const { certificate: cert, key } = await authority.issue({ commonName: 'crossplane' });
    assert.equal(await asked({ cert, key }), 'ask by h2');
    assert.equal(calls, 1);
  });

  it('lets nobody else through', async () => {
    const { certificate: cert, key } = await (await Authority.create()).issue({ commonName: 'crossplane' });
    const before = calls;
    await assert.rejects(asked({ cert, key }));
    await assert.rejects(asked({}));
    assert.equal(calls, before);
  });
});
