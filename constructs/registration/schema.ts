import { type Static, Type } from 'typebox';
import { RESERVED_APP_NAMES } from '../flux/reserved-names';
import { WINDOWS_DEVICES } from '../output/file-name';
import { ENVIRONMENTS, LAST_ENVIRONMENT } from '../settings/settings';

/**
 * Longest name of an app. The longest name made of it is that of a pod, `<app>-frontend-<ReplicaSet>-<pod>`: 26 more
 * characters, which leaves 7 of the 63 that Kubernetes allows in a label's value and in a host name. The PostgreSQL
 * cluster `<app>-db` may have 50, a GitHub repository 100, a namespace 63.
 */
export const MAX_APP_NAME_LENGTH = 30;

/** What names of environments, repositories and components end with: an app so named would be taken for a part of another. */
export const RESERVED_ENDINGS = [...ENVIRONMENTS, 'frontend', 'backend', 'deploy', 'db'] as const;

/** Names that neither a database nor its owner can have. */
export const RESERVED_DATABASE_NAMES = [
  'postgres',
  'template0',
  'template1',
  'streaming_replica', // CloudNativePG makes this role itself.
  'public', // PostgreSQL refuses these two as names of roles, even in quotes.
  'none',
] as const;

/** What begins like this is kept too: for roles of PostgreSQL's own, and of CloudNativePG's. */
export const RESERVED_DATABASE_PREFIXES = ['pg_', 'cnpg_'] as const;

/**
 * Words of SQL that are no name of a database or role without quotes: `DROP DATABASE order` is a syntax error, and
 * `GRANT … TO current_user` means another role. They are what `pg_get_keywords()` of PostgreSQL 18 calls reserved.
 *
 * @see https://www.postgresql.org/docs/current/sql-keywords-appendix.html
 */
export const SQL_WORDS: readonly string[] = (
  'all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation ' +
  'column concurrently constraint create cross current_catalog current_date current_role current_schema current_time ' +
  'current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze ' +
  'from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit ' +
  'localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references ' +
  'returning right select session_user similar some symmetric system_user table tablesample then to trailing true ' +
  'union unique user using variadic verbose when where window with'
).split(' ');

/** Name of an app: a DNS label that begins with a letter, as names of Services do, short enough for what is made of it. */
export const AppName = Type.String({
  title: 'Project name',
  description: 'Name of the app; its repositories, namespaces and host are named after it. It cannot be changed.',
  pattern: '^[a-z]([a-z0-9-]*[a-z0-9])?$',
  minLength: 1,
  maxLength: MAX_APP_NAME_LENGTH,
  not: {
    anyOf: [
      { enum: [...RESERVED_APP_NAMES] },
      { enum: [...WINDOWS_DEVICES] }, // Files are called as the app is.
      { pattern: '^kube-' }, // Kubernetes keeps these namespaces for itself.
      { pattern: `(^|-)(${RESERVED_ENDINGS.join('|')})$` },
    ],
  },
});

/** Slug of a GitHub team and name of the Backstage group; it is also a label's value, hence at most 63 characters. */
export const Team = Type.String({
  title: 'Team',
  description: 'Team that owns the app, by its slug on GitHub, which is its group in Backstage as well.',
  pattern: '^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$',
  minLength: 1,
  maxLength: 63,
});

/** Name of a PostgreSQL database and of the role that owns it; PostgreSQL cuts identifiers at 63 bytes. */
export const DatabaseName = Type.String({
  title: 'Database name',
  description: 'PostgreSQL database, and the role that owns it. It cannot be changed.',
  pattern: '^[a-z][a-z0-9_]*$',
  minLength: 1,
  maxLength: 63,
  not: {
    anyOf: [
      { enum: [...RESERVED_DATABASE_NAMES, ...SQL_WORDS] },
      { pattern: `^(${RESERVED_DATABASE_PREFIXES.join('|')})` },
    ],
  },
});

/** Port of the API: one that a process without privileges can bind. */
export const ApiPort = Type.Integer({
  title: 'API port',
  description: 'Port that the API listens on.',
  minimum: 1024,
  maximum: 65535,
  default: 3001,
});

/** Whether the app is monitored. */
export const Monitoring = Type.Boolean({
  title: 'Monitoring',
  description: 'Whether Prometheus scrapes frontend, backend and database, and alerts are set.',
  default: true,
});

/** What a team answers in the form, and `apps/<app>.yaml` holds. */
export const RegistrationSchema = Type.Object(
  {
    name: AppName,
    team: Team,
    database: DatabaseName,
    apiPort: Type.Optional(ApiPort),
    monitoring: Type.Optional(Monitoring),
    repositories: Type.Optional(
      Type.Enum(['backstage', 'pulumi'], {
        title: 'Repositories',
        description:
          'Who creates the three repositories: the form in Backstage, or Pulumi, which governs them in either case.',
        default: 'backstage',
      }),
    ),
    openTo: Type.Optional(
      Type.Enum([...ENVIRONMENTS], {
        title: 'Open to',
        description: 'Last environment that the app may be deployed to; those before it are open too.',
        default: LAST_ENVIRONMENT,
      }),
    ),
    description: Type.Optional(
      Type.String({
        title: 'Description',
        description: 'What the app is for, in one line; GitHub and Backstage show it.',
        // GitHub refuses control characters in a repository's description, and more than 350 characters.
        pattern: '^[^\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]+$',
        maxLength: 350,
      }),
    ),
  },
  {
    title: 'Registration',
    description: 'An app: the answers of the form.',
    additionalProperties: false,
  },
);

type Answers = Static<typeof RegistrationSchema>;

/** A registration with its defaults filled in. */
export type Registration = Readonly<
  Answers & Required<Pick<Answers, 'apiPort' | 'monitoring' | 'repositories' | 'openTo'>>
>;
