import { type TSchema, Type } from 'typebox';
import { object } from '../settings/schema';
import type { AppDefaults, Scale } from '../settings/settings';
import { keepsRules } from './admission';
import { comesEveryYear } from './schedule';
import { NodeAppSpec } from './schema';

type Component = AppDefaults['frontend'];
type Database = AppDefaults['database'];
type Backups = NonNullable<Database['backups']>;

const { frontend, database } = NodeAppSpec.properties;
const { size, replicas, autoscaling } = frontend.properties;
const { backups } = database.properties;
const { schedule } = backups.properties;

/** A field of the composite as a setting: required, and in words what it allows. */
function field(schema: TSchema, allowed?: string, holds = (value: string) => keepsRules(schema, value)): TSchema {
  return { ...schema, ...(allowed !== undefined && { allowed, holds }) };
}

/** A number of pods, or a range of it. */
const component = Type.Union([
  object<Extract<Component, { replicas: number }>>({ size, replicas: field(replicas) }),
  object<Extract<Component, { autoscaling: object }>>({
    size,
    autoscaling: object<Extract<Scale, { autoscaling: object }>['autoscaling']>(autoscaling.properties),
  }),
]);

/** What an app starts with: fields of the composite, within the composite's limits. */
export const APP_DEFAULTS: TSchema = object<AppDefaults>({
  frontend: component,
  backend: component,
  database: object<Database>({
    size: database.properties.size,
    instances: database.properties.instances,
    storage: field(database.properties.storage, 'a whole number of Gi or Ti, such as 10Gi'),
    backups: Type.Optional(
      object<Backups>({
        schedule: field(
          schedule,
          'a cron expression of six fields, seconds first, that comes once an hour at the most and in every year',
          (value) => keepsRules(schedule, value) && comesEveryYear(value),
        ),
        retention: field(backups.properties.retention, 'days, weeks or months, such as 30d'),
        destination: field(backups.properties.destination, 'a bucket of S3 and a folder in it, such as s3://acme/prod'),
        role: Type.Optional(
          field(backups.properties.role, 'the ARN of an IAM role, such as arn:aws:iam::123456789012:role/backups'),
        ),
      }),
    ),
  }),
  protected: field(NodeAppSpec.properties.protected),
});
