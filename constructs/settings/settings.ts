import { environments } from '../../platform';

/** One environment: one cluster. */
export type Environment = keyof typeof environments;

/**
 * The environments, in the order in which a change travels. Types and schemas are made of their names, so these alone are
 * read from `platform.ts`; everything else of it is handed in.
 */
export const ENVIRONMENTS = Object.keys(environments) as readonly Environment[];

/** Where every app begins: what is opened to no more has nobody's review. */
export const FIRST_ENVIRONMENT = ENVIRONMENTS[0] as Environment;

/** Where an app's way ends. */
export const LAST_ENVIRONMENT = ENVIRONMENTS.at(-1) as Environment;

/** What Flux follows of a Git repository: a branch, or the highest tag in a semver range. */
export type GitRef = { readonly branch: string } | { readonly semver: string };

/** A Helm chart, pinned. */
export interface ChartVersion {
  /** `oci://…` or `https://…` address of the repository that holds the chart. */
  readonly repository: string;
  /** Name of the chart within the repository. */
  readonly chart: string;
  /** Exact version of the chart. */
  readonly version: string;
  /** Version of what it installs, without `v`, as the `appVersion` of its Chart.yaml. @default - the chart's own */
  readonly appVersion?: string;
}

/** An OCI package of a Crossplane function, pinned. */
export interface FunctionVersion {
  /** Address of the package, without a tag. */
  readonly package: string;
  /** Exact version, e.g. `v0.10.8`. */
  readonly version: string;
}

/** How many pods: a fixed number, or a range that a HorizontalPodAutoscaler works in. */
export type Scale =
  | { readonly replicas: number }
  | { readonly autoscaling: { readonly minReplicas: number; readonly maxReplicas: number } };

/** Size classes of a component; what they mean is in `constructs/node-app/sizes.ts`. */
export type Size = 'small' | 'medium' | 'large';

/** What an app starts with in one environment; from then on the overlay in its deploy repository says. */
export interface AppDefaults {
  readonly frontend: { readonly size: Size } & Scale;
  readonly backend: { readonly size: Size } & Scale;
  readonly database: {
    readonly size: Size;
    /** PostgreSQL instances: one primary, the others replicas. */
    readonly instances: number;
    /** Volume of each instance, a Kubernetes quantity such as `10Gi`. */
    readonly storage: string;
    /** @default - no backups */
    readonly backups?: {
      /** Six-field cron expression, seconds first. */
      readonly schedule: string;
      /** How long backups are kept, e.g. `30d`. */
      readonly retention: string;
      /** Object store that backups go to, e.g. `s3://acme-postgres-prod`. */
      readonly destination: string;
      /** ARN of the IAM role as which backups are written. @default - what the cloud gives the service account `<app>-db` */
      readonly role?: string;
    };
  };
  /** Whether the composite and its database are guarded against deletion. */
  readonly protected: boolean;
}

/** What an app's namespace may use at the most; Kubernetes quantities. */
export interface NamespaceQuota {
  readonly cpu: string;
  readonly memory: string;
  readonly storage: string;
  readonly pods: number;
}

/** Who resolves names for pods. */
export type DnsResolver =
  /** CoreDNS or kube-dns: pods in `kube-system` that are labelled `k8s-app: kube-dns`. */
  | 'kube-dns'
  /** NodeLocal DNSCache, where it listens on 169.254.20.10 or the cluster redirects to its pods; GKE has it by default. */
  | 'node-local-dns'
  /** Cloud DNS for GKE, at 169.254.169.254. */
  | 'gke-cloud-dns'
  /** LocalDNS of AKS, at 169.254.10.10 and 169.254.10.11. */
  | 'aks-local-dns';

/** Where pods ask for the identity that a cloud gives their service account. */
export type CloudIdentity =
  /** EKS Pod Identity, at 169.254.170.23 and fd00:ec2::23. */
  | 'eks-pod-identity'
  /** The metadata server of GKE, with Workload Identity Federation. */
  | 'gke-metadata';

/** Teams that may be asked for a review, as {@link RepositorySettings.teams} calls them. */
export type Reviewers = 'platform' | 'release';

/** One environment's settings. */
export interface EnvironmentSettings {
  /** Name of the cluster, as people and dashboards call it. */
  readonly cluster: string;
  /** DNS domain of the environment; an app is served at `<app>.<domain>`. */
  readonly domain: string;
  /** What this cluster's Flux follows of the platform repository. */
  readonly platformRef: GitRef;
  /** What this cluster's Flux follows of each deploy repository; nothing else may be deployed here. */
  readonly deployRef: GitRef;
  /**
   * Which of the teams has to agree where an app is opened to this environment, and to each deployment here.
   * @default - nobody
   */
  readonly reviewers?: Reviewers;
  /** Whether an app's namespace is called `<app>-<environment>`, or as the app is. */
  readonly namespaceSuffix: boolean;
  /**
   * How often Flux looks at each repository, in minutes, e.g. `1m`. A cluster that GitHub tells of pushes needs no more
   * than `10m`: see docs/webhooks.md.
   */
  readonly pollInterval: `${number}m`;
  /** How much Flux's controllers may work on at a time: `small` up to 50 apps, `medium` up to 150, `large` beyond. */
  readonly fluxSize: Size;
  /**
   * Who resolves names for the apps' pods: all of those that there are, by name or by IP address. NodeLocal DNSCache
   * may answer at the address of the Service `kube-dns` as well, which then has to be here too.
   * @default ['kube-dns']
   */
  readonly dns?: readonly (DnsResolver | (string & {}))[];
  /**
   * Where the databases ask the cloud for the identity by which they write backups, if those name no role. IAM roles
   * for service accounts and Workload ID of AKS need nothing: they are asked for over HTTPS.
   * @default - nowhere
   */
  readonly identity?: CloudIdentity;
  /** Replicas of each infrastructure controller that elects a leader. */
  readonly controllerReplicas: number;
  /** What an app starts with here. */
  readonly app: AppDefaults;
  /** What an app's namespace may use here. */
  readonly quota: NamespaceQuota;
}

/** How the repositories on GitHub are governed. */
export interface RepositorySettings {
  /** Who can see the apps' repositories: the teams that are given access, everyone in the enterprise, or everyone. */
  readonly visibility: 'private' | 'internal' | 'public';
  /**
   * GitHub's plan of the organization. Of private and internal repositories, rulesets and environments take `team`, and
   * reviewers of environments and a list of allowed actions `enterprise`. What the plan lacks is left out:
   * docs/bootstrap.md says what then is not held.
   * @see https://docs.github.com/en/get-started/learning-about-github/githubs-plans
   */
  readonly plan: 'free' | 'team' | 'enterprise';
  /** Whether the organization has GitHub Secret Protection, which secret scanning of private and internal repositories takes. */
  readonly secretProtection: boolean;
  /** Teams of the organization, by their slugs; they exist already. */
  readonly teams: {
    /** Looks after the platform: maintains every repository of it and of the apps. */
    readonly platform: string;
    /** Makes release tags. */
    readonly release: string;
    /** Reads every repository. */
    readonly readers: string;
  };
  /**
   * Actions that workflows may use besides those that GitHub owns, as patterns such as `docker/build-push-action@*`.
   * @see https://docs.github.com/en/rest/actions/permissions#set-allowed-actions-and-reusable-workflows-for-a-repository
   */
  readonly actions: readonly string[];
}

/** Everything a platform team edits: `platform.ts` holds the one value of this type. */
export interface PlatformSettings {
  /** GitHub organization that owns the platform's and the apps' repositories. */
  readonly organization: string;
  /** Name of the platform repository: the one that holds this program and its `dist/`. */
  readonly repository: string;
  /** Image registry and its folder; an app's images are `<registry>/<app>-frontend` and `-backend`. */
  readonly registry: string;
  /** cert-manager ClusterIssuer that signs the apps' host certificates. */
  readonly clusterIssuer: string;
  /** Contact address that the certificate authority may write to. */
  readonly contact: string;
  /** Where people sign in to the apps. */
  readonly signIn: {
    /**
     * URL of the OpenID Connect issuer, exactly as its tokens say it. It is on the internet: each API asks it for its keys.
     * It knows an app as the public client `<app>-frontend`, and gives it access tokens for the audience `<app>-backend`.
     */
    readonly issuer: string;
  };
  readonly repositories: RepositorySettings;
  readonly environments: Readonly<Record<Environment, EnvironmentSettings>>;
  readonly versions: Versions;
}

/** The one table of pinned versions: `versions.ts` holds it. */
export interface Versions {
  /** Kubernetes that the clusters run: manifests are checked against its schemas. */
  readonly kubernetes: string;
  /** Flux distribution that the Flux Operator installs. */
  readonly flux: string;
  /** The controllers of that distribution, without `v`. */
  readonly fluxControllers: Readonly<Record<FluxController, string>>;
  /** PostgreSQL's major versions and the image that each is pinned to, by digest. */
  readonly postgresql: Readonly<Record<'17' | '18', string>>;
  readonly charts: Readonly<Record<ChartName, ChartVersion>>;
  readonly functions: Readonly<Record<FunctionName, FunctionVersion>>;
  /** Releases of what runs this program and the apps: whatever pins one exactly is of that release. */
  readonly tools: { readonly node: string; readonly go: string };
}

/** The controllers of Flux in use. */
export type FluxController = 'source' | 'kustomize' | 'helm' | 'notification';

/** The infrastructure charts. */
export type ChartName =
  | 'fluxOperator'
  | 'certManager'
  | 'cloudNativePg'
  | 'crossplane'
  | 'externalSecrets'
  | 'gatekeeper'
  | 'kubePrometheusStack'
  | 'barmanCloud'
  | 'traefik';

/** The Crossplane functions that the Composition calls. */
export type FunctionName = 'patchAndTransform' | 'celFilter';
