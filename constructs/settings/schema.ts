import { type TOptional, type TSchema, Type } from 'typebox';
import {
  type ChartName,
  type ChartVersion,
  type CloudIdentity,
  type DnsResolver,
  ENVIRONMENTS,
  type EnvironmentSettings,
  type FunctionName,
  type FunctionVersion,
  type GitRef,
  type NamespaceQuota,
  type PlatformSettings,
  type RepositorySettings,
  type Reviewers,
  type Size,
} from './settings';

/** A schema for each field of a type: what the type has and the schema lacks does not compile, nor the other way round. */
type FieldsOf<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? TOptional<TSchema> : TSchema;
};

/** An object of just these fields. */
export function object<T>(fields: FieldsOf<T>): TSchema {
  return Type.Object(fields as Record<string, TSchema>, { additionalProperties: false });
}

/** A text of a pattern, which says in words what it allows. */
export function text(pattern: string, allowed: string, maxLength = 253): TSchema {
  return Type.String({ pattern: `^(${pattern})$`, allowed, maxLength });
}

/** One of the values of a type, all of them. */
function oneOf<T extends string>(values: Readonly<Record<T, true>>): TSchema {
  return Type.Enum(Object.keys(values) as T[]);
}

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = `(${LABEL}\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?`;
const REGISTRY_HOST = '(([a-z0-9-]+\\.)+[a-z0-9-]+(:[0-9]{1,5})?|[a-z0-9-]+:[0-9]{1,5})';
const IMAGE_PATH = '(/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)';
const SUFFIX = '[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*';
const VERSION = `[0-9]+\\.[0-9]+\\.[0-9]+(-${SUFFIX})?(\\+${SUFFIX})?`;

/** Constraints on versions as Flux reads them. @see https://github.com/Masterminds/semver#checking-version-constraints */
const PART = '([0-9]+|[xX*])';
const BOUND = `v?${PART}(\\.${PART}(\\.${PART})?)?(-${SUFFIX})?`;
const CONSTRAINT = `((=|!=|>|<|>=|=>|<=|=<|~|~>|\\^) *)?${BOUND}`;
const RANGE = `(${BOUND} +- +${BOUND}|${CONSTRAINT}((, *| +)${CONSTRAINT})*)`;

const dnsName = (what: string, maxLength = 253) =>
  text(DOMAIN, `${what}, in lower case, such as apps.example.com, of ${maxLength} characters at most`, maxLength);

/** Slug of a GitHub team; it is also a label's value. */
const team = text('[a-z0-9]([a-z0-9_-]*[a-z0-9])?', 'the slug of a team: lower-case letters, digits, - and _', 63);

const exactVersion = text(VERSION, 'an exact version without v, such as 1.36.4', 63);

const release = text('[0-9]+(\\.[0-9]+)?', 'a release without v, such as 24 or 1.26', 63);

const gitRef = Type.Union([
  object<Extract<GitRef, { branch: string }>>({
    branch: text(
      '(?!HEAD$|.*(\\.\\.|//|/\\.|\\.lock(/|$)|[./]$))[A-Za-z0-9_][A-Za-z0-9._/-]*',
      'the name of a branch, such as main',
      200,
    ),
  }),
  object<Extract<GitRef, { semver: string }>>({
    semver: text(`${RANGE}( *\\|\\| *${RANGE})*`, 'a range of versions, such as >=0.1.0 or 1.x', 200),
  }),
]);

const size = oneOf<Size>({ small: true, medium: true, large: true });

const amount = text('[1-9][0-9]{0,5}(Mi|Gi|Ti)', 'a whole number of Mi, Gi or Ti, such as 8Gi');

const environment = (app: TSchema) =>
  object<EnvironmentSettings>({
    cluster: text(
      '[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?',
      '1 to 63 letters, digits, -, _ and ., beginning and ending with a letter or digit',
      63,
    ),
    // The longest name of an app is put before it.
    domain: dnsName('a DNS domain', 222),
    platformRef: gitRef,
    deployRef: gitRef,
    reviewers: Type.Optional(oneOf<Reviewers>({ platform: true, release: true })),
    namespaceSuffix: Type.Boolean(),
    pollInterval: text('[1-9][0-9]{0,3}m', 'whole minutes, such as 1m or 10m'),
    fluxSize: size,
    dns: Type.Optional(
      Type.Array(
        Type.Union([
          oneOf<DnsResolver>({
            'kube-dns': true,
            'node-local-dns': true,
            'gke-cloud-dns': true,
            'aks-local-dns': true,
          }),
          Type.String({ format: 'ip', allowed: 'an IP address' }),
        ]),
        { minItems: 1, uniqueItems: true },
      ),
    ),
    identity: Type.Optional(oneOf<CloudIdentity>({ 'eks-pod-identity': true, 'gke-metadata': true })),
    controllerReplicas: Type.Integer({ minimum: 1, maximum: 9 }),
    app,
    quota: object<NamespaceQuota>({
      cpu: text('[1-9][0-9]{0,5}m?', 'cores such as 4, or thousandths of one such as 500m'),
      memory: amount,
      storage: amount,
      pods: Type.Integer({ minimum: 1, maximum: 10_000 }),
    }),
  });

const repositories = object<RepositorySettings>({
  visibility: oneOf<RepositorySettings['visibility']>({ private: true, internal: true, public: true }),
  plan: oneOf<RepositorySettings['plan']>({ free: true, team: true, enterprise: true }),
  secretProtection: Type.Boolean(),
  teams: object<RepositorySettings['teams']>({ platform: team, release: team, readers: team }),
  actions: Type.Array(
    text(
      '!?[A-Za-z0-9][A-Za-z0-9-]*/(\\*|[A-Za-z0-9._*-]+(/[A-Za-z0-9._*/-]+)?@[A-Za-z0-9._*/-]+)',
      'a pattern such as docker/login-action@* or docker/*',
    ),
    { uniqueItems: true },
  ),
});

const chart = object<ChartVersion>({
  repository: text(
    `(oci|https)://[a-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._-]+)*`,
    'an oci:// or https:// address that does not end with /',
  ),
  chart: text('[a-z0-9]([a-z0-9-]*[a-z0-9])?', 'the name of a chart: lower-case letters, digits and -'),
  version: text(`v?${VERSION}`, 'the exact version of the chart, such as 1.2.3'),
  appVersion: Type.Optional(exactVersion),
});

const functionVersion = object<FunctionVersion>({
  package: text(`${REGISTRY_HOST}${IMAGE_PATH}+`, 'the address of an OCI package with its registry, without a tag'),
  version: text(`v${VERSION}`, 'an exact version with v, such as v0.9.3'),
});

const postgresql = (major: '17' | '18') =>
  text(
    `${REGISTRY_HOST}${IMAGE_PATH}+:${major}[A-Za-z0-9_.-]*@sha256:[0-9a-f]{64}`,
    `an image of PostgreSQL ${major}, by a tag that begins with ${major} and a digest, …@sha256:…`,
    400,
  );

/**
 * What `platform.ts` may hold.
 * @param app what an app starts with in one environment
 */
export function settingsSchema(app: TSchema): TSchema {
  const settings = environment(app);
  return object<PlatformSettings>({
    organization: text(
      '[A-Za-z0-9](-?[A-Za-z0-9])*',
      'the name of an organization on GitHub: 1 to 39 letters, digits and single hyphens within',
      39,
    ),
    repository: text(
      '(?!\\.{1,2}$)(?!.*\\.(git|wiki)$)[A-Za-z0-9._-]+',
      'the name of a repository, without the organization and without .git',
      100,
    ),
    registry: text(
      `${REGISTRY_HOST}${IMAGE_PATH}*`,
      'a registry with its host, all in lower case as Docker takes it, such as ghcr.io/acme, without https:// and without / at its end',
      200,
    ),
    clusterIssuer: text(
      `${LABEL}(\\.${LABEL})*`,
      'the name of an object of Kubernetes: lower-case letters, digits, - and .',
      240,
    ),
    contact: text(`[A-Za-z0-9.!#$%&'*+/=?^_\`{|}~-]+@${DOMAIN}`, 'an e-mail address'),
    signIn: object<PlatformSettings['signIn']>({
      issuer: text(
        'https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~%!$&()*+,;=:@/-]*)?',
        'an https:// address without ? and #',
        400,
      ),
    }),
    repositories,
    environments: Type.Object(Object.fromEntries(ENVIRONMENTS.map((name) => [name, settings])), {
      additionalProperties: false,
    }),
    versions: object<PlatformSettings['versions']>({
      kubernetes: exactVersion,
      flux: exactVersion,
      fluxControllers: object<PlatformSettings['versions']['fluxControllers']>({
        source: exactVersion,
        kustomize: exactVersion,
        helm: exactVersion,
        notification: exactVersion,
      }),
      postgresql: object<PlatformSettings['versions']['postgresql']>({
        '17': postgresql('17'),
        '18': postgresql('18'),
      }),
      charts: object<Record<ChartName, ChartVersion>>({
        fluxOperator: chart,
        certManager: chart,
        cloudNativePg: chart,
        crossplane: chart,
        externalSecrets: chart,
        gatekeeper: chart,
        kubePrometheusStack: chart,
        barmanCloud: chart,
        traefik: chart,
      }),
      functions: object<Record<FunctionName, FunctionVersion>>({
        patchAndTransform: functionVersion,
        celFilter: functionVersion,
      }),
      tools: object<PlatformSettings['versions']['tools']>({ node: release, go: release }),
    }),
  });
}
