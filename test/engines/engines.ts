import { versions } from '../../versions';

/** A program that takes part, and where it comes from. */
export interface Engine {
  /** The program's name, also on the PATH. */
  readonly name: string;
  /** Environment variable that says where the program is: that one is used whatever its version. */
  readonly setting: string;
  /** Folder of `modules/` whose go.mod pins it and whose go.sum holds the checksums of all that it is made of. */
  readonly pinnedIn: string;
  /** Go module, at this version. */
  readonly module: string;
  readonly version: string;
  /** Package of the program. */
  readonly package: string;
  /** Variables that its own build would set, by their full names. @default - none */
  readonly variables?: Readonly<Record<string, string>>;
  /** Arguments that make it print its version. @default - it cannot be asked, and is not looked for on the PATH */
  readonly askVersion?: readonly string[];
}

const { charts, functions, fluxControllers, kubernetes } = versions;

const CROSSPLANE = {
  name: 'crossplane',
  module: 'github.com/crossplane/crossplane/v2',
  package: 'github.com/crossplane/crossplane/v2/cmd/crossplane',
} as const;

const KUBERNETES = {
  pinnedIn: 'kubernetes',
  module: 'k8s.io/kubernetes',
  version: `v${kubernetes}`,
  // Without it, it calls itself v0.0.0-master.
  variables: { 'k8s.io/component-base/version.gitVersion': `v${kubernetes}` },
  askVersion: ['--version'],
} as const;

/** The engines, at the versions that `versions.ts` names. */
export const ENGINES = {
  etcd: {
    name: 'etcd',
    setting: 'ETCD',
    pinnedIn: 'etcd',
    module: 'go.etcd.io/etcd/server/v3',
    version: 'v3.7.3',
    package: 'go.etcd.io/etcd/server/v3',
    askVersion: ['--version'],
  },
  apiServer: {
    ...KUBERNETES,
    name: 'kube-apiserver',
    setting: 'KUBE_APISERVER',
    package: 'k8s.io/kubernetes/cmd/kube-apiserver',
  },
  controllerManager: {
    ...KUBERNETES,
    name: 'kube-controller-manager',
    setting: 'KUBE_CONTROLLER_MANAGER',
    package: 'k8s.io/kubernetes/cmd/kube-controller-manager',
  },
  crossplane: {
    ...CROSSPLANE,
    setting: 'CROSSPLANE',
    pinnedIn: 'crossplane',
    version: `v${charts.crossplane.version}`,
    variables: { 'github.com/crossplane/crossplane-runtime/v2/pkg/version.version': `v${charts.crossplane.version}` },
  },
  /** The release before, for upgrades. */
  crossplaneBefore: {
    ...CROSSPLANE,
    setting: 'CROSSPLANE_BEFORE',
    pinnedIn: 'crossplane-before',
    version: 'v2.3.4',
    variables: { 'github.com/crossplane/crossplane-runtime/v2/pkg/version.version': 'v2.3.4' },
  },
  celFilter: {
    name: 'function-cel-filter',
    setting: 'FUNCTION_CEL_FILTER',
    pinnedIn: 'function-cel-filter',
    module: 'github.com/crossplane-contrib/function-cel-filter',
    version: functions.celFilter.version,
    package: 'github.com/crossplane-contrib/function-cel-filter',
  },
  sourceController: {
    name: 'source-controller',
    setting: 'SOURCE_CONTROLLER',
    pinnedIn: 'source-controller',
    module: 'github.com/fluxcd/source-controller',
    version: `v${fluxControllers.source}`,
    package: 'github.com/fluxcd/source-controller',
  },
  kustomizeController: {
    name: 'kustomize-controller',
    setting: 'KUSTOMIZE_CONTROLLER',
    pinnedIn: 'kustomize-controller',
    module: 'github.com/fluxcd/kustomize-controller',
    version: `v${fluxControllers.kustomize}`,
    package: 'github.com/fluxcd/kustomize-controller',
  },
  notificationController: {
    name: 'notification-controller',
    setting: 'NOTIFICATION_CONTROLLER',
    pinnedIn: 'notification-controller',
    module: 'github.com/fluxcd/notification-controller',
    version: `v${fluxControllers.notification}`,
    package: 'github.com/fluxcd/notification-controller',
  },
} as const satisfies Readonly<Record<string, Engine>>;

export type EngineName = keyof typeof ENGINES;

/** Says what kustomize-controller's evaluator makes of health check expressions; only `npm run record` asks it. */
export const HEALTH_JUDGE: Engine = {
  name: 'health-judge',
  setting: 'HEALTH_JUDGE',
  pinnedIn: 'health-judge',
  module: 'github.com/fluxcd/pkg/runtime',
  version: 'v0.110.1',
  package: '.',
};
