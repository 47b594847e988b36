import { type TStringOptions, Type } from 'typebox';
import { DatabaseName, RESERVED_DATABASE_NAMES, RESERVED_DATABASE_PREFIXES, SQL_WORDS } from '../registration/schema';
import { SCHEDULE_RULES } from './schedule';
import { count, Size } from './workload-spec';

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

/** What a developer says of the PostgreSQL database. */
export const DatabaseSpec = Type.Object(
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
);

/** What is reported of the PostgreSQL cluster. */
export const DatabaseStatus = Type.Optional(
  Type.Object({
    state: Type.Optional(Type.String({ description: 'Available or Unavailable.' })),
    phase: Type.Optional(Type.String({ description: 'What the PostgreSQL operator is doing.' })),
    instances: count('Instances that there are.'),
    ready: count('Instances that are ready.'),
  }),
);
