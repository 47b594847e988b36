import { type Static, type TObject, type TProperties, type TStringOptions, Type } from 'typebox';
import {
  ApiPort,
  DatabaseName,
  Monitoring,
  RESERVED_DATABASE_NAMES,
  RESERVED_DATABASE_PREFIXES,
  SQL_WORDS,
  Team,
} from '../registration/schema';
import { ENVIRONMENTS } from '../settings/settings';
import { SCHEDULE_RULES } from './schedule';

/** Image by tag or digest, or both: `ghcr.io/acme/dashboard-backend:1.4.2`, `…@sha256:…`. A registry is always named; `latest` is no version. */
const Image = Type.String({
  title: 'Image',
  description: 'Container image with its registry and a tag or digest, or both; not the tag latest.',
  pattern:
    '^(([a-z0-9-]+\\.)+[a-z0-9-]+(:[0-9]{1,5})?|[a-z0-9-]+:[0-9]{1,5})(/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)+(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$',
  maxLength: 400,
  'x-kubernetes-validations': [
    { rule: "self.contains('@sha256:') || self.matches(':[^/]+$')", message: 'must have a tag or a digest' },
    { rule: "!self.matches(':latest(@|$)')", message: 'must not have the tag latest' },
  ],
});

// Said by a rule with a message of its own.
const { not: _, ...databaseName } = DatabaseName as unknown as TStringOptions & { readonly not: unknown };

/** What S3 asks of a bucket's name. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const DESTINATION_RULES = [
  {
    rule: "!self.contains('..') && !self.matches('/[.](/|$)')",
    message: 'must not have two dots in a row, nor . as a folder',
  },
  { rule: "!self.matches('^s3://[0-9]+([.][0-9]+){3}(/|$)')", message: 'must not have an address for its bucket' },
  {
    rule:
      "!self.matches('^s3://(xn--|sthree-|amzn-s3-demo-)') && " +
      "!self.matches('^s3://[^/]*(-s3alias|--ol-s3|[.]mrap|--x-s3|--table-s3)(/|$)')",
    message: 'must not have a bucket that begins or ends as S3 keeps for itself',
  },
];

const Size = Type.Enum(['small', 'medium', 'large'], {
  title: 'Size',
  description: 'What each pod gets of CPU and memory.',
  default: 'small',
});

/** The fields of a component that runs as pods of a Deployment. */
const scale = {
  size: Size,
  replicas: Type.Optional(
    Type.Integer({
      title: 'Replicas',
      description: 'Fixed number of pods; one where neither this nor autoscaling is given.',
      minimum: 1,
      maximum: 50,
    }),
  ),
  autoscaling: Type.Optional(
    Type.Object(
      {
        minReplicas: Type.Integer({
          description: 'Fewest pods; two at least, so that one can be lost.',
          minimum: 2,
          maximum: 50,
        }),
        maxReplicas: Type.Integer({ description: 'Most pods.', minimum: 2, maximum: 200 }),
      },
      {
        title: 'Autoscaling',
        description: 'Range in which the number of pods follows the CPU that they use.',
        'x-kubernetes-validations': [
          { rule: 'self.minReplicas <= self.maxReplicas', message: 'minReplicas must not be greater than maxReplicas' },
        ],
      },
    ),
  ),
};

function component<P extends TProperties>(description: string, properties: P): TObject<P> {
  return Type.Object(properties, {
    description,
    'x-kubernetes-validations': [
      {
        rule: '!(has(self.replicas) && has(self.autoscaling))',
        message: 'replicas and autoscaling exclude each other',
      },
    ],
  });
}

/** What a developer says of an app in one environment. */
export const NodeAppSpec = Type.Object(
  {
    team: Team,
    environment: Type.Enum([...ENVIRONMENTS], { title: 'Environment', description: 'Where this composite runs.' }),
    host: Type.Optional(
      Type.String({
        title: 'Host',
        description:
          'DNS name at which the frontend is served over HTTPS; without one it is reached within the cluster only.',
        // The last label begins with a letter: an Ingress takes no address for a host.
        pattern: '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$',
        maxLength: 253,
      }),
    ),
    monitoring: Monitoring,
    protected: Type.Boolean({
      title: 'Protected',
      description: 'Whether deleting the composite or its database is refused.',
      default: false,
    }),
    frontend: component('The web frontend.', { image: Image, ...scale }),
    backend: component('The API.', {
      image: Image,
      port: ApiPort,
      ...scale,
      env: Type.Record(Type.String(), Type.String({ maxLength: 4096 }), {
        title: 'Environment variables',
        description: 'Further environment variables of the API; no secrets.',
        default: {},
        maxProperties: 64,
        'x-kubernetes-validations': [
          {
            rule: "self.all(name, name.matches('^[A-Za-z_][A-Za-z0-9_]{0,127}$'))",
            message: 'names of environment variables are letters, digits and underscores',
          },
          {
            rule: "self.all(name, !name.startsWith('PG') && name != 'PORT')",
            message: 'PORT and names that begin with PG are set by the platform',
          },
        ],
      }),
      egress: Type.Enum(['none', 'internet'], {
        title: 'Egress',
        description: 'What the API may reach outside the app: nothing, or HTTPS on the internet.',
        default: 'none',
      }),
    }),
    database: Type.Object(
      {
        name: Type.String({
          ...databaseName,
          'x-kubernetes-validations': [
            { rule: 'self == oldSelf', message: 'a database cannot be renamed' },
            {
              rule: `!(self in ${JSON.stringify(RESERVED_DATABASE_NAMES)}) && !self.matches('^(${RESERVED_DATABASE_PREFIXES.join('|')})')`,
              message: 'must not be a name that PostgreSQL or its operator keep for themselves',
            },
            {
              rule: `!(self in ${JSON.stringify(SQL_WORDS)})`,
              message: 'must not be a reserved word of SQL, such as user or order',
            },
          ],
        }),
        version: Type.Enum(['17', '18'], {
          title: 'PostgreSQL version',
          description: 'Major version; it can be raised, not lowered.',
          default: '18',
          'x-kubernetes-validations': [
            { rule: 'int(self) >= int(oldSelf)', message: 'PostgreSQL can be upgraded, not downgraded' },
          ],
        }),
        size: Size,
        instances: Type.Integer({
          title: 'Instances',
          description: 'One primary, the others replicas that can take over.',
          default: 1,
          minimum: 1,
          maximum: 9,
        }),
        storage: Type.String({
          title: 'Storage',
          description: 'Volume of each instance, 1Gi at least; it can grow, not shrink.',
          pattern: '^[1-9][0-9]{0,4}(Gi|Ti)$',
          maxLength: 8,
          default: '10Gi',
          'x-kubernetes-validations': [
            { rule: 'quantity(self).compareTo(quantity(oldSelf)) >= 0', message: 'storage can grow, not shrink' },
          ],
        }),
        backups: Type.Optional(
          Type.Object(
            {
              schedule: Type.String({
                description:
                  'When a base backup is made: a cron expression of six fields, seconds first; every hour at the most.',
                pattern: '^([0-9A-Za-z*/,?-]+ ){5}[0-9A-Za-z*/,?-]+$',
                maxLength: 100,
                'x-kubernetes-validations': SCHEDULE_RULES,
              }),
              retention: Type.String({
                description: 'How long backups are kept, in days, weeks or months.',
                pattern: '^[1-9][0-9]{0,2}[dwm]$',
                maxLength: 4,
                default: '30d',
              }),
              destination: Type.String({
                description: 'Bucket of S3, and folder in it.',
                pattern: '^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._-]+)*$',
                maxLength: 512,
                'x-kubernetes-validations': DESTINATION_RULES,
              }),
              role: Type.Optional(
                Type.String({
                  description:
                    'ARN of the IAM role as which backups are written; it trusts the service account `<name>-db`.',
                  pattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$',
                  maxLength: 600,
                }),
              ),
            },
            { title: 'Backups', description: 'Base backups and the write-ahead log, in an object store.' },
          ),
        ),
      },
      { description: 'The PostgreSQL database.' },
    ),
  },
  { description: 'An app in one environment.' },
);

/** The spec of a composite, defaults filled in. */
export type NodeAppSpec = Static<typeof NodeAppSpec>;

const count = (description: string) => Type.Optional(Type.Integer({ description }));

/** What is known of a Deployment's rollout; a rollout is complete when all of these agree. */
const Rollout = Type.Optional(
  Type.Object({
    state: Type.Optional(Type.String({ description: 'Available, Progressing, Stuck or Unavailable.' })),
    compositeGeneration: count('Generation of the composite that the Deployment was made from.'),
    generation: count('Generation of the Deployment.'),
    observedGeneration: count('Generation of the Deployment that its controller has acted on.'),
    desired: count('Pods that there should be.'),
    replicas: count('Pods that there are, of any version.'),
    updated: count('Pods of the newest version.'),
    available: count('Pods that have been ready for long enough.'),
  }),
);

/** What the platform reports of a composite. */
export const NodeAppStatus = Type.Object({
  url: Type.Optional(Type.String({ description: 'Where the frontend is served.' })),
  blocking: Type.Optional(
    Type.String({ description: 'The composed resource that keeps the app from being ready, and why.' }),
  ),
  frontend: Rollout,
  backend: Rollout,
  database: Type.Optional(
    Type.Object({
      state: Type.Optional(Type.String({ description: 'Available or Unavailable.' })),
      phase: Type.Optional(Type.String({ description: 'What the PostgreSQL operator is doing.' })),
      instances: count('Instances that there are.'),
      ready: count('Instances that are ready.'),
    }),
  ),
});
