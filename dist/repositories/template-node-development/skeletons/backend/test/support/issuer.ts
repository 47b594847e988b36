import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const AUDIENCE = 'urn:test';

/** How a token differs from a valid one. */
export interface TokenProps {
  /** Claims to add, to change, or with `undefined` to leave out. */
  readonly claims?: JWTPayload & Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  /** @default - the issuer's newest key */
  readonly key?: CryptoKey | Uint8Array;
}

/** An issuer whose every token and key the test decides. */
export class TestIssuer {
  readonly url: string;
  /** Whether the issuer answers at all. */
  available = true;
  /** How often its keys were asked for. */
  fetches = 0;
  private readonly server: Server;
  private readonly keys: { kid: string; publicKey: CryptoKey; privateKey: CryptoKey }[] = [];

  private constructor(server: Server) {
    this.server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', async ({ url }, response) => {
      if (!this.available) return response.writeHead(500).end();
      if (url === '/jwks') this.fetches++;
      const keys = this.keys.map(async ({ kid, publicKey }) => ({
        ...(await exportJWK(publicKey)),
        kid,
        alg: 'ES256',
      }));
      const body =
        url === '/jwks' ? { keys: await Promise.all(keys) } : { issuer: this.url, jwks_uri: `${this.url}/jwks` };
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
  }

  static async start(): Promise<TestIssuer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const issuer = new TestIssuer(server);
    await issuer.rotate();
    return issuer;
  }

  /** Adds a key, with which tokens are signed from now on. */
  async rotate(): Promise<void> {
    this.keys.unshift({ kid: `key-${this.keys.length}`, ...(await generateKeyPair('ES256', { extractable: true })) });
  }

  get newestKey() {
    const [key] = this.keys;
    if (!key) throw new Error('the issuer has no key');
    return key;
  }

  async token({ claims, header, key }: TokenProps = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: this.url, aud: AUDIENCE, sub: 'someone', iat: now, exp: now + 300, ...claims };
    return new SignJWT(JSON.parse(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ES256', kid: this.newestKey.kid, ...header })
      .sign(key ?? this.newestKey.privateKey);
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
