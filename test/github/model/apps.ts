import { createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import { badCredentials, unprocessable } from '../errors';
import { type Organization, slugOf } from './accounts';

/** How far a permission goes; who may write may read. */
export type Level = 'read' | 'write';

/** What a GitHub App may do, by the names of its permissions, e.g. `contents` or `administration`. */
export type AppPermissions = Readonly<Record<string, Level>>;

/** A token of an installation, good for an hour. */
export interface InstallationToken {
  readonly app: App;
  readonly token: string;
  readonly expiresAt: Date;
  readonly permissions: AppPermissions;
  /** Names of the repositories it reaches; all of the organization's where there are none. */
  readonly repositories: readonly string[] | undefined;
}

/** A GitHub App with one installation, in the organization. */
export class App {
  readonly slug: string;
  /** PEM, to sign the app's tokens with. */
  readonly privateKey: string;
  private readonly publicKey: string;

  constructor(
    readonly id: number,
    readonly installationId: number,
    readonly organization: Organization,
    readonly name: string,
    /** Changes take effect on the next token. */
    public permissions: AppPermissions,
    /** Names of the repositories that it is installed on. @default all of the organization's */
    public repositories?: readonly string[],
  ) {
    this.slug = slugOf(name);
    const pair = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    this.privateKey = pair.privateKey;
    this.publicKey = pair.publicKey;
  }

  /** Whether a JSON web token is this app's: signed with its key, issued by it, good now and for at most ten minutes. */
  signed(jwt: string): boolean {
    const [header, claims, signature] = jwt.split('.') as [string, string, string];
    const { iss, iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, number>;
    const now = Date.now() / 1000;
    if (Number(iss) !== this.id || !exp || !iat || exp < now || exp > now + 660 || iat > now + 60) return false;
    return createVerify('RSA-SHA256').update(`${header}.${claims}`).verify(this.publicKey, signature, 'base64url');
  }

  /** Whether the app is installed on a repository of its organization. */
  reaches(name: string): boolean {
    return !this.repositories || this.repositories.includes(name);
  }

  /** @param narrowed what the token is to be limited to */
  issue(narrowed: { permissions?: AppPermissions; repositories?: readonly string[] }): InstallationToken {
    const permissions = narrowed.permissions ?? this.permissions;
    for (const [name, level] of Object.entries(permissions)) {
      if (!allows(this.permissions, name, level)) {
        throw unprocessable('The permissions requested are not granted to this installation.');
      }
    }
    if (narrowed.repositories?.some((name) => !this.reaches(name))) {
      throw unprocessable(
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    }
    return {
      app: this,
      token: `ghs_${randomBytes(18).toString('base64url')}`,
      expiresAt: new Date(Date.now() + 3_600_000),
      permissions: { metadata: 'read', ...permissions },
      repositories: narrowed.repositories ?? this.repositories,
    };
  }
}

/** Whether permissions are enough for something: who may write may read. */
export function allows(permissions: AppPermissions, name: string, level: Level): boolean {
  const granted = permissions[name];
  return granted === 'write' || granted === level;
}

/** The app that signed a JSON web token. @throws GitHubError where none did */
export function appOf(apps: readonly App[], jwt: string): App {
  let app: App | undefined;
  try {
    app = apps.find((candidate) => candidate.signed(jwt));
  } catch {
    throw badCredentials();
  }
  if (!app) throw badCredentials();
  return app;
}
