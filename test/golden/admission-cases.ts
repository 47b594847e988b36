import type { Json } from '../../constructs/composition';
import { ENVIRONMENTS } from '../../constructs/settings/settings';
import { overlayOf } from './overlay';

/** What is written where; undefined is not written at all. */
type Fields = { readonly [field: string]: Json | Fields | undefined };

const IMAGE = 'ghcr.io/acme/shop-frontend:v1.0.0';
const DIGEST = `@sha256:${'0123456789abcdef'.repeat(4)}`;
const SCHEDULE = '0 0 2 * * *';
const DESTINATION = 's3://acme-postgres/shop';

/** Schedules that rules must tell apart, some of which the operator would refuse, or keep never or each second. */
const SCHEDULES = [
  '0 0 25 * * *',
  'x x x x x x',
  '0 0 2 L * ?',
  '0 0 2 * * 7',
  '0 0 0 30 2 *',
  '0 0 0 29 FEB *',
  '0 0 0 31 APR,JUN ?',
  '0 0 0 31 APR-JUN *',
  '0 0 0 30 2 MON',
  '* * * * * *',
  '0 * * * * *',
  '0,30 0 2 * * *',
  '60 0 2 * * *',
  '0 0 */6 * * *',
  '0 0 20/2 * * *',
  '0 0 08-9 * * *',
  '0 0 22-2 * * *',
  '0 0 2 * * FRI-MON',
  '0 0 2 * * MON-FRI',
  '0 0 2 * * MON-5',
  '0 0 2 * NOV-FEB *',
  '0 0 2 * * mon',
  '0 0 2 */0 * *',
  '0 0 , * * *',
  '0 0 2- * * *',
  '0 0 2 1-2-3 * *',
  `0 0 2 ${'1,'.repeat(43)}1 * *`,
];

/** A number as it is written in JSON, which JavaScript would write otherwise. */
function literal(text: string): string {
  return `literal ${text}`;
}

/** The JSON text of a composite: the least that there must be, and what `spec` and `metadata` change; undefined takes away. */
function app(spec: Fields = {}, metadata: Fields = {}): string {
  const { frontend, backend, database, ...rest } = spec;
  const component = (least: Fields, given: Json | Fields | undefined, name: string) =>
    name in spec && (typeof given !== 'object' || given === null || Array.isArray(given))
      ? given
      : { ...least, ...(given as Fields) };
  return text({
    ...identity(metadata),
    spec: {
      team: 'shop-team',
      environment: 'dev',
      ...rest,
      frontend: component({ image: IMAGE }, frontend, 'frontend'),
      backend: component({ image: 'ghcr.io/acme/shop-backend:v1.0.0' }, backend, 'backend'),
      database: component({ name: 'shop' }, database, 'database'),
    },
  });
}

function identity(metadata: Fields = {}) {
  return { apiVersion: 'platform.io/v1', kind: 'XNodeApp', metadata: { name: 'shop', ...metadata } };
}

function text(composite: object): string {
  return JSON.stringify(composite).replaceAll(/"literal ([^"]*)"/g, '$1');
}

const frontend = (fields: Fields) => app({ frontend: fields as Json });
const backend = (fields: Fields) => app({ backend: fields as Json });
const database = (fields: Fields) => app({ database: fields as Json });
const image = (of: Json) => frontend({ image: of });
const env = (of: Json) => backend({ env: of });
const backups = (fields: Fields) =>
  database({ backups: { schedule: SCHEDULE, destination: DESTINATION, ...fields } as Json });

/** The composite of an environment's overlay, outside of the app's namespace: it need not exist to ask. */
function overlay(environment: (typeof ENVIRONMENTS)[number]): string {
  const { metadata, ...rest } = overlayOf(environment) as Record<string, Fields>;
  return text({ ...rest, metadata: { ...metadata, namespace: undefined } });
}

const variables = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`NAME_${i}`, 'value']));

/** XNodeApps, each as the JSON text that the API server is asked to create, by what is told apart in them. */
export const CREATED: Readonly<Record<string, string>> = {
  'the least there must be': app(),
  ...Object.fromEntries(ENVIRONMENTS.map((environment) => [`the overlay of ${environment}`, overlay(environment)])),
  'every field': app({
    host: 'shop.example.com',
    monitoring: false,
    protected: true,
    frontend: { size: 'medium', replicas: 2 },
    backend: {
      size: 'large',
      port: 8080,
      autoscaling: { minReplicas: 2, maxReplicas: 4 },
      env: { LOG_LEVEL: 'debug', EMPTY: '' },
      egress: 'internet',
    },
    database: {
      version: '17',
      size: 'large',
      instances: 3,
      storage: '1Ti',
      backups: { schedule: SCHEDULE, retention: '4w', destination: DESTINATION },
    },
  }),

  'name of 30 characters': app({}, { name: 'n'.repeat(30) }),
  'name of 31 characters': app({}, { name: 'n'.repeat(31) }),
  'name of 64 characters': app({}, { name: 'n'.repeat(64) }),
  'name of one letter': app({}, { name: 'n' }),
  'name with a digit and a dash': app({}, { name: 'shop-2' }),
  'name that begins with a digit': app({}, { name: '2shop' }),
  'name with a dot': app({}, { name: 'shop.example' }),
  'name with a capital letter': app({}, { name: 'Shop' }),
  'name with an underscore': app({}, { name: 'my_shop' }),
  'name that ends with a dash': app({}, { name: 'shop-' }),
  'name with a letter that is not of ASCII': app({}, { name: 'größe' }),
  'name that is empty': app({}, { name: '' }),
  'name that is missing': app({}, { name: undefined }),
  'name that is a number': app({}, { name: 5 }),
  'name that is null': app({}, { name: null }),
  'label that is a number': app({}, { labels: { tier: 1 } }),
  'labels that are null': app({}, { labels: null }),
  'annotations as a list': app({}, { annotations: [] }),
  'generation as a text': app({}, { generation: '1' }),
  'identifier as a number': app({}, { uid: 1 }),

  'no spec': text(identity()),
  'spec that is null': text({ ...identity(), spec: null }),
  'spec that is empty': text({ ...identity(), spec: {} }),
  'spec that is a string': text({ ...identity(), spec: 'shop' }),
  'spec that is a list': text({ ...identity(), spec: [] }),
  'field beside spec that is unknown': text({ ...JSON.parse(app()), specs: {} }),

  'field of the spec that is unknown': app({ owner: 'shop-team' }),
  'field of the frontend that only the backend has': frontend({ port: 3000 }),
  'field of autoscaling that is unknown': backend({ autoscaling: { minReplicas: 2, maxReplicas: 3, targetCpu: 50 } }),
  'field of backups that is unknown': backups({ compression: 'gzip' }),
  'fields unknown, wrong and missing at once': app({ owner: 'shop-team', team: undefined, backend: { port: 80 } }),

  'no team': app({ team: undefined }),
  'no environment': app({ environment: undefined }),
  'no frontend': app({ frontend: undefined }),
  'no backend': app({ backend: undefined }),
  'no database': app({ database: undefined }),
  'no image': frontend({ image: undefined }),
  'no name of the database': database({ name: undefined }),
  'several fields missing': app({ team: undefined, backend: { image: undefined }, database: { name: undefined } }),

  'team of 63 characters': app({ team: 't'.repeat(63) }),
  'team of 64 characters': app({ team: 't'.repeat(64) }),
  'team that is empty': app({ team: '' }),
  'team with an underscore': app({ team: 'shop_team' }),
  'team that ends with an underscore': app({ team: 'shop_' }),
  'team with an organization': app({ team: 'acme/shop' }),
  'team with a line feed at the end': app({ team: 'shop\n' }),
  'team that is null': app({ team: null }),
  'team that is a number': app({ team: 7 }),

  'environment that is none': app({ environment: 'staging' }),
  'environment with a capital letter': app({ environment: 'Dev' }),
  'environment that is null': app({ environment: null }),
  'monitoring as a string': app({ monitoring: 'true' }),
  'monitoring as a number': app({ monitoring: 1 }),
  'monitoring that is null': app({ monitoring: null }),
  'protected as a string': app({ protected: 'false' }),

  'host of two labels': app({ host: 'example.com' }),
  'host of one label': app({ host: 'localhost' }),
  'host with a port': app({ host: 'shop.example.com:443' }),
  'host with a scheme': app({ host: 'https://shop.example.com' }),
  'host with a path': app({ host: 'shop.example.com/shop' }),
  'host with a dot at the end': app({ host: 'shop.example.com.' }),
  'host with capital letters': app({ host: 'Shop.Example.com' }),
  'host that is a wildcard': app({ host: '*.example.com' }),
  'host in punycode': app({ host: 'xn--grsse-sqa.example.com' }),
  'host in unicode': app({ host: 'grösse.example.com' }),
  'host with a label of 63 characters': app({ host: `${'a'.repeat(63)}.example.com` }),
  'host with a label of 64 characters': app({ host: `${'a'.repeat(64)}.example.com` }),
  'host of 253 characters': app({ host: `${`${'a'.repeat(49)}.`.repeat(5)}com` }),
  'host of 254 characters': app({ host: `${`${'a'.repeat(49)}.`.repeat(5)}info` }),
  'host that is empty': app({ host: '' }),
  'host that is null': app({ host: null }),
  'host whose last label is a number': app({ host: 'shop.example.1' }),
  'host that is an address': app({ host: '10.0.0.1' }),

  'frontend that is null': app({ frontend: null }),
  'frontend that is a list': app({ frontend: [] }),
  'frontend that is a string': app({ frontend: IMAGE }),

  'image with a tag': image('ghcr.io/acme/shop:1.4.2'),
  'image with a digest': image(`ghcr.io/acme/shop${DIGEST}`),
  'image with both': image(`ghcr.io/acme/shop:1.4.2${DIGEST}`),
  'image of a registry with a port': image('registry.example.com:5000/shop:1'),
  'image of a registry with a port, with a digest': image(`registry.example.com:5000/shop${DIGEST}`),
  'image without tag of a registry with a port': image('registry.example.com:5000/shop'),
  'image without tag': image('ghcr.io/acme/shop'),
  'image with the tag latest': image('ghcr.io/acme/shop:latest'),
  'image with the tag latest and a digest': image(`ghcr.io/acme/shop:latest${DIGEST}`),
  'image with a tag that begins with latest': image('ghcr.io/acme/shop:latest-1'),
  'image with a name that is latest': image('ghcr.io/acme/latest:1'),
  'image with an empty tag': image('ghcr.io/acme/shop:'),
  'image with a digest that is too short': image('ghcr.io/acme/shop@sha256:0123'),
  'image without registry': image('shop:1'),
  'image of an organization without registry': image('acme/shop:1'),
  'image of a registry that is a name with a port': image('registry:5000/acme/shop:1'),
  'image with two dots in a row in its name': image('ghcr.io/acme/my..shop:1'),
  'image with two underscores and dashes in a row in its name': image('ghcr.io/acme/my__web--shop:1'),
  'image with a scheme': image('https://ghcr.io/acme/shop:1'),
  'image with a capital letter in its name': image('ghcr.io/Acme/shop:1'),
  'image with a tag of 128 characters': image(`ghcr.io/acme/shop:${'t'.repeat(128)}`),
  'image with a tag of 129 characters': image(`ghcr.io/acme/shop:${'t'.repeat(129)}`),
  'image of 400 characters': image(`ghcr.io/${'a'.repeat(390)}:1`),
  'image of 401 characters': image(`ghcr.io/${'a'.repeat(391)}:1`),
  'image with a space at the end': image(`${IMAGE} `),
  'image that is empty': image(''),
  'image that is null': image(null),

  'size that is none': frontend({ size: 'huge' }),
  'size that is null': frontend({ size: null }),
  'size that is empty': database({ size: '' }),

  '0 replicas': frontend({ replicas: 0 }),
  '1 replica': frontend({ replicas: 1 }),
  '50 replicas': frontend({ replicas: 50 }),
  '51 replicas': frontend({ replicas: 51 }),
  'replicas below nothing': frontend({ replicas: -1 }),
  'replicas as a string': frontend({ replicas: '2' }),
  'replicas as a fraction': frontend({ replicas: 1.5 }),
  'replicas that are null': frontend({ replicas: null }),
  'replicas greater than any integer': frontend({ replicas: literal('9223372036854775808') }),

  'autoscaling from 2 to 2': backend({ autoscaling: { minReplicas: 2, maxReplicas: 2 } }),
  'autoscaling from 50 to 200': backend({ autoscaling: { minReplicas: 50, maxReplicas: 200 } }),
  'autoscaling from 1 to 3': backend({ autoscaling: { minReplicas: 1, maxReplicas: 3 } }),
  'autoscaling from 51 to 201': backend({ autoscaling: { minReplicas: 51, maxReplicas: 201 } }),
  'autoscaling from 3 to 2': backend({ autoscaling: { minReplicas: 3, maxReplicas: 2 } }),
  'autoscaling from 3 to 1': backend({ autoscaling: { minReplicas: 3, maxReplicas: 1 } }),
  'autoscaling without its least': backend({ autoscaling: { maxReplicas: 3 } }),
  'autoscaling that is empty': backend({ autoscaling: {} }),
  'autoscaling that is null': backend({ autoscaling: null }),
  'autoscaling with replicas': backend({ replicas: 2, autoscaling: { minReplicas: 2, maxReplicas: 3 } }),
  'autoscaling with replicas that are null': backend({
    replicas: null,
    autoscaling: { minReplicas: 2, maxReplicas: 3 },
  }),
  'autoscaling with replicas in both components, and too many': app({
    frontend: { replicas: 51, autoscaling: { minReplicas: 3, maxReplicas: 2 } },
    backend: { replicas: 2, autoscaling: { minReplicas: 2, maxReplicas: 3 } },
  }),
  'autoscaling with replicas, where the team is missing': app({
    team: undefined,
    backend: { replicas: 2, autoscaling: { minReplicas: 2, maxReplicas: 3 } },
  }),

  'port 1023': backend({ port: 1023 }),
  'port 1024': backend({ port: 1024 }),
  'port 65535': backend({ port: 65535 }),
  'port 65536': backend({ port: 65536 }),
  'port as a string': backend({ port: '3001' }),
  'port 3001.0': backend({ port: literal('3001.0') }),
  'port 3001.5': backend({ port: literal('3001.5') }),
  'port 1e3': backend({ port: literal('1e3') }),
  'port 2e3': backend({ port: literal('2e3') }),
  'port as a boolean': backend({ port: true }),
  'port that is null': backend({ port: null }),

  'egress that is none': backend({ egress: 'everything' }),
  'egress as a boolean': backend({ egress: true }),

  'environment variables of every form of name': env({ a: '1', B_2: '2', _C: '3', [`N${'n'.repeat(127)}`]: '4' }),
  'environment variables that are empty': env({}),
  'environment variables that are null': env(null),
  'environment variables as a list': env([{ name: 'A', value: '1' }]),
  'environment variable in unicode': env({ GREETING: 'Grüße, 世界 🚀' }),
  'environment variable PGHOST': env({ PGHOST: 'localhost' }),
  'environment variable PG': env({ PG: '1' }),
  'environment variable pghost': env({ pghost: 'localhost' }),
  'environment variable PORT': env({ PORT: '80' }),
  'environment variable PORTS': env({ PORTS: '80' }),
  'environment variable with a dash in its name': env({ 'LOG-LEVEL': 'debug' }),
  'environment variable with a dot in its name': env({ 'log.level': 'debug' }),
  'environment variable whose name begins with a digit': env({ '2ND': 'x' }),
  'environment variable with a name of 129 characters': env({ [`N${'n'.repeat(128)}`]: 'x' }),
  'environment variable with an empty name': env({ '': 'x' }),
  'environment variable with a name in unicode': env({ GRÖSSE: 'x' }),
  'environment variable as a number': env({ LEVEL: 3 }),
  'environment variable as a number, with a dot in its name': env({ 'log.level': 3 }),
  'environment variable as a boolean': env({ DEBUG: true }),
  'environment variable that is null': env({ DEBUG: null }),
  'environment variable of 4096 characters': env({ LONG: 'x'.repeat(4096) }),
  'environment variable of 4097 characters': env({ LONG: 'x'.repeat(4097) }),
  'environment variable of 4096 characters of two UTF-16 units': env({ LONG: '🚀'.repeat(4096) }),
  '64 environment variables': env(variables(64)),
  '65 environment variables': env(variables(65)),
  // Computed: a literal __proto__ would set the prototype.
  'environment variable __proto__': env({ ['__proto__']: 'x' }),
  'environment variable constructor': env({ constructor: 'x', toString: 'y' }),
  'label constructor': app({}, { labels: { constructor: 'x' } }),
  'field of the spec that is __proto__': app({ ['__proto__']: 'x' }),
  'field of the spec that is constructor': app({ constructor: 'x' }),
  'environment variables wrong in two ways': env({ 'LOG-LEVEL': 'debug', PGUSER: 'shop' }),

  'database of 63 characters': database({ name: 'd'.repeat(63) }),
  'database of 64 characters': database({ name: 'd'.repeat(64) }),
  'database that is empty': database({ name: '' }),
  'database with a dash': database({ name: 'my-shop' }),
  'database that begins with an underscore': database({ name: '_shop' }),
  'database with a capital letter': database({ name: 'Shop' }),
  'database postgres': database({ name: 'postgres' }),
  'database template0': database({ name: 'template0' }),
  'database template1': database({ name: 'template1' }),
  'database streaming_replica': database({ name: 'streaming_replica' }),
  'database pg_shop': database({ name: 'pg_shop' }),
  'database pgshop': database({ name: 'pgshop' }),
  'database public': database({ name: 'public' }),
  'database none': database({ name: 'none' }),
  'database cnpg_pooler_pgbouncer': database({ name: 'cnpg_pooler_pgbouncer' }),
  'database cnpg_metrics_exporter': database({ name: 'cnpg_metrics_exporter' }),
  'database cnpg': database({ name: 'cnpg' }),
  'database user': database({ name: 'user' }),
  'database order': database({ name: 'order' }),
  'database current_user': database({ name: 'current_user' }),
  'database authorization': database({ name: 'authorization' }),
  'database orders': database({ name: 'orders' }),
  'database as a number': database({ name: 5 }),

  'PostgreSQL 16': database({ version: '16' }),
  'PostgreSQL 17': database({ version: '17' }),
  'PostgreSQL 18 as a number': database({ version: 18 }),

  '0 instances': database({ instances: 0 }),
  '9 instances': database({ instances: 9 }),
  '10 instances': database({ instances: 10 }),

  'storage of 1Mi': database({ storage: '1Mi' }),
  'storage of 1024Mi': database({ storage: '1024Mi' }),
  'storage of 1Gi': database({ storage: '1Gi' }),
  'storage of 99999Ti': database({ storage: '99999Ti' }),
  'storage of 100000Gi': database({ storage: '100000Gi' }),
  'storage of 1000000Gi': database({ storage: '1000000Gi' }),
  'storage of 0Gi': database({ storage: '0Gi' }),
  'storage of 010Gi': database({ storage: '010Gi' }),
  'storage of 1.5Gi': database({ storage: '1.5Gi' }),
  'storage of 10G': database({ storage: '10G' }),
  'storage of 10GiB': database({ storage: '10GiB' }),
  'storage of -1Gi': database({ storage: '-1Gi' }),
  'storage with a space': database({ storage: '10 Gi' }),
  'storage as a number': database({ storage: 10 }),
  'storage that is empty': database({ storage: '' }),
  'storage that is null': database({ storage: null }),

  'backups with the default retention': backups({}),
  'backups that are null': database({ backups: null }),
  'backups that are empty': database({ backups: {} }),
  'backups as a boolean': database({ backups: true }),
  ...Object.fromEntries(SCHEDULES.map((schedule) => [`schedule ${schedule}`, backups({ schedule })])),
  'schedule of five fields': backups({ schedule: '0 2 * * *' }),
  'schedule of seven fields': backups({ schedule: '0 0 2 * * * *' }),
  'schedule with lists, steps and names': backups({ schedule: '0 15 1,2 1-7 JAN MON-FRI' }),
  'schedule @daily': backups({ schedule: '@daily' }),
  'schedule with two spaces': backups({ schedule: '0 0  2 * * *' }),
  'schedule with a tab': backups({ schedule: '0 0 2 * *\t*' }),
  'schedule with a no-break space in a field': backups({ schedule: '0 0 2 * * MON\u00a0TUE' }),
  'schedule with a line feed at the end': backups({ schedule: `${SCHEDULE}\n` }),
  'schedule of 101 characters': backups({ schedule: `${SCHEDULE.slice(0, -1)}${'1,'.repeat(45)}1` }),
  'schedule that is empty': backups({ schedule: '' }),
  'schedule that is missing': backups({ schedule: undefined }),
  'retention of 999m': backups({ retention: '999m' }),
  'retention of 1000d': backups({ retention: '1000d' }),
  'retention of 0d': backups({ retention: '0d' }),
  'retention of 30': backups({ retention: '30' }),
  'retention of 1y': backups({ retention: '1y' }),
  'retention as a number': backups({ retention: 30 }),
  'retention that is null': backups({ retention: null }),
  'destination without a folder': backups({ destination: 's3://acme-postgres' }),
  'destination of another scheme': backups({ destination: 'gs://acme-postgres' }),
  'destination with a slash at the end': backups({ destination: 's3://acme-postgres/' }),
  'destination with a bucket of 2 characters': backups({ destination: 's3://ab' }),
  'destination with a bucket of 63 characters': backups({ destination: `s3://${'b'.repeat(63)}` }),
  'destination with a bucket of 64 characters': backups({ destination: `s3://${'b'.repeat(64)}` }),
  'destination with dots in a row in the bucket': backups({ destination: 's3://a..b/x' }),
  'destination with dots in a row in the folder': backups({ destination: 's3://acme-postgres/../x' }),
  'destination with a dot for a folder': backups({ destination: 's3://acme-postgres/./x' }),
  'destination with a folder that begins with a dot': backups({ destination: 's3://acme-postgres/.x' }),
  'destination with a dot in the bucket': backups({ destination: 's3://acme.postgres/x' }),
  'destination with an address for its bucket': backups({ destination: 's3://192.168.5.4/x' }),
  'destination with a bucket of four numbers and more': backups({ destination: 's3://192.168.5.4.a' }),
  'destination with a bucket in punycode': backups({ destination: 's3://xn--acme' }),
  'destination with a bucket as S3 begins its own': backups({ destination: 's3://sthree-acme' }),
  'destination with a bucket as S3 ends its own': backups({ destination: 's3://acme--ol-s3/x' }),
  'destination with a bucket as S3 ends an alias': backups({ destination: 's3://acme-s3alias' }),
  'destination with a folder as S3 ends an alias': backups({ destination: 's3://acme/x-s3alias' }),
  'destination with a capital letter in the bucket': backups({ destination: 's3://Acme' }),
  'destination with an underscore in the bucket': backups({ destination: 's3://acme_postgres' }),
  'destination of 513 characters': backups({ destination: `s3://acme/${'f'.repeat(503)}` }),
  'destination that is missing': backups({ destination: undefined }),
  'role of a backup': backups({ role: 'arn:aws:iam::123456789012:role/postgres/shop@prod' }),
  'role in another partition': backups({ role: 'arn:aws-us-gov:iam::123456789012:role/shop' }),
  'role that is a user': backups({ role: 'arn:aws:iam::123456789012:user/shop' }),
  'role of an account of 11 digits': backups({ role: 'arn:aws:iam::12345678901:role/shop' }),
  'role of 601 characters': backups({ role: `arn:aws:iam::123456789012:role/${'r'.repeat(570)}` }),
  'role that is empty': backups({ role: '' }),

  'settings of Crossplane itself': app({ crossplane: { compositionUpdatePolicy: 'Manual' } }),
  'settings of Crossplane itself that are empty': app({ crossplane: {} }),
  'settings of Crossplane itself that are null': app({ crossplane: null }),
  'settings of Crossplane itself of another value': app({ crossplane: { compositionUpdatePolicy: 'Never' } }),
  'settings of Crossplane itself without a name': app({ crossplane: { compositionRef: {} } }),
  'settings of Crossplane itself that are unknown': app({ crossplane: { paused: true } }),
  'what Crossplane has written': text({
    ...JSON.parse(
      app({
        crossplane: {
          compositionRef: { name: 'node-development' },
          compositionRevisionRef: { name: 'node-development-c1ce442' },
          compositionUpdatePolicy: 'Automatic',
          resourceRefs: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop-backend' }],
        },
      }),
    ),
    status: {
      conditions: [
        { type: 'Synced', status: 'True', reason: 'ReconcileSuccess', lastTransitionTime: '2026-01-01T00:00:00Z' },
      ],
      url: 'https://shop.example.com',
    },
  }),
};

/** An XNodeApp that exists, and what the API server is asked to make of it. */
export interface UpdateCase {
  readonly before: string;
  readonly after: string;
  /** The field for which the change is refused. @default - it is accepted */
  readonly refused?: string;
}

/** Changes that depend on what was there: the rules about them ask nothing of what is new. */
export const UPDATED: Readonly<Record<string, UpdateCase>> = {
  'nothing changes': { before: app(), after: app() },
  'the database is renamed': { before: app(), after: database({ name: 'metrics' }), refused: 'spec.database.name' },
  'the storage grows': { before: app(), after: database({ storage: '11Gi' }) },
  'the storage stays, in another unit': {
    before: database({ storage: '1Ti' }),
    after: database({ storage: '1024Gi' }),
  },
  'the storage shrinks': { before: app(), after: database({ storage: '9Gi' }), refused: 'spec.database.storage' },
  'the storage shrinks in another unit': {
    before: database({ storage: '1Ti' }),
    after: database({ storage: '1023Gi' }),
    refused: 'spec.database.storage',
  },
  'the storage grows in another unit': { before: database({ storage: '1023Gi' }), after: database({ storage: '1Ti' }) },
  'the storage is left out, which is less by default': {
    before: database({ storage: '20Gi' }),
    after: app(),
    refused: 'spec.database.storage',
  },
  'the instances become fewer': { before: database({ instances: 3 }), after: app() },
  'PostgreSQL is upgraded': { before: database({ version: '17' }), after: database({ version: '18' }) },
  'PostgreSQL is downgraded': {
    before: database({ version: '18' }),
    after: database({ version: '17' }),
    refused: 'spec.database.version',
  },
  'PostgreSQL is left out, which is a newer one by default': { before: database({ version: '17' }), after: app() },
  'replicas give way to autoscaling': {
    before: backend({ replicas: 2 }),
    after: backend({ autoscaling: { minReplicas: 2, maxReplicas: 3 } }),
  },
  'backups are taken away': { before: backups({}), after: app() },
};
