import 'reflect-metadata';
import { createPrivateKey, generateKeyPairSync, randomBytes, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

cryptoProvider.set(webcrypto as Crypto);

const KEYS = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const HOUR = 60 * 60 * 1000;

/** A certificate and its key, both PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** Whom a certificate names. */
export interface Subject {
  /** The user, as Kubernetes reads it. */
  readonly commonName: string;
  /** The groups. @default - none */
  readonly organizations?: readonly string[];
}

/** A certificate authority that lives as long as its process: everything on the loopback trusts it, nothing else does. */
export class Authority {
  private constructor(
    private readonly root: X509Certificate,
    private readonly keys: CryptoKeyPair,
  ) {}

  static async create(): Promise<Authority> {
    const keys = await generateKeys();
    const root = await X509CertificateGenerator.createSelfSigned({
      ...validity(),
      name: 'CN=engines',
      keys,
      signingAlgorithm: KEYS,
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      ],
    });
    return new Authority(root, keys);
  }

  /** The authority's own certificate, PEM. */
  get certificate(): string {
    return `${this.root.toString('pem')}\n`;
  }

  /** A certificate for servers on 127.0.0.1, and for clients. */
  async issue({ commonName, organizations = [] }: Subject): Promise<Identity> {
    const keys = await generateKeys();
    const certificate = await X509CertificateGenerator.create({
      ...validity(),
      subject: [...organizations.map((name) => ({ O: [name] })), { CN: [commonName] }],
      issuer: this.root.subject,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: KEYS,
      extensions: [
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
        new SubjectAlternativeNameExtension([
          { type: 'ip', value: '127.0.0.1' },
          { type: 'dns', value: 'localhost' },
        ]),
      ],
    });
    return { certificate: `${certificate.toString('pem')}\n`, key: await pem(keys.privateKey) };
  }
}

/** The keys that an API server signs and checks service accounts' tokens with, PEM. */
export function signingKeys(): { readonly privateKey: string; readonly publicKey: string } {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

async function generateKeys(): Promise<CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify'])) as CryptoKeyPair;
}

async function pem(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key as webcrypto.CryptoKey));
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

function validity() {
  const now = Date.now();
  // Clocks of one machine agree, but whole seconds are cut.
  return {
    serialNumber: randomBytes(8).toString('hex'),
    notBefore: new Date(now - HOUR),
    notAfter: new Date(now + 24 * HOUR),
  };
}
