import { Construct } from 'constructs';
import {
  ObjectStore,
  ObjectStoreSpecConfigurationDataCompression,
  ObjectStoreSpecConfigurationWalCompression,
} from '../../imports/barmancloud.cnpg.io';
import {
  Cluster,
  ClusterSpecResourcesLimits,
  ClusterSpecResourcesRequests,
  ScheduledBackup,
  ScheduledBackupSpecBackupOwnerReference,
  ScheduledBackupSpecMethod,
} from '../../imports/postgresql.cnpg.io';
import { asBoolean, choose, match, present, whether } from '../composition';
import type { Component, ComponentAlert, ComponentMetrics, ComponentNetwork, ComponentStart } from './component';
import { DatabaseSpec, DatabaseStatus } from './database-spec';
import { inheritedLabelsOf, type LabelProps, labelsOf } from './labels';
import type { NodeDevelopment } from './node-development';
import { tcp } from './policy-peers';
import { DATABASE, mapValues, resourcesOf } from './sizes';

/** How a client reaches a database: Secrets that CloudNativePG makes. */
export interface DatabaseConnection {
  /** Secret with `host`, `port`, `dbname`, `username` and `password` of the database's owner. */
  readonly secret: string;
  /** Secret whose `ca.crt` signed the server's certificate. */
  readonly caSecret: string;
}

/** What the operator reports of a cluster. @see https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/#postgresql-cnpg-io-v1-ClusterStatus */
interface ClusterStatus {
  readonly metadata: { readonly name: string };
  readonly status: {
    readonly phase: string;
    readonly phaseReason: string;
    readonly instances: number;
    readonly readyInstances: number;
    readonly conditions: readonly object[];
  };
}

/** CloudNativePG's plugin that archives to object stores. @see https://cloudnative-pg.io/plugin-barman-cloud/ */
const BARMAN = 'barman-cloud.cloudnative-pg.io';

/** Annotation by which a ServiceAccount is given a role of AWS. @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html */
const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';

/** Port of PostgreSQL. */
const PORT = 5432;
/** Port of CloudNativePG's instance manager, which its operator asks for an instance's state. */
const INSTANCE_MANAGER = 8000;
const METRICS = 9187;

/** The PostgreSQL cluster, and its backups. */
export class Database extends Construct implements Component {
  static readonly suffix = 'db';
  static readonly spec = DatabaseSpec;
  static readonly status = DatabaseStatus;
  static readonly start: ComponentStart = {
    file: 'postgres-xr.yaml',
    base: (_, { database }) => ({ name: database, version: '18', size: 'small' }),
    overlay: (_, { name }, { database }) => ({
      ...database,
      // Each database has a folder of its own.
      ...(database.backups && {
        backups: { ...database.backups, destination: `${database.backups.destination}/${name}` },
      }),
    }),
  };
  static readonly catalog = { type: 'database', description: 'PostgreSQL database.' };

  /** The name of an app's cluster. */
  static nameOf(app: string): string {
    return `${app}-${Database.suffix}`;
  }

  /** How an app's backend reaches its database. */
  static connectionOf(app: string): DatabaseConnection {
    return { secret: `${Database.nameOf(app)}-app`, caSecret: `${Database.nameOf(app)}-ca` };
  }

  readonly network: ComponentNetwork;
  readonly metrics: ComponentMetrics;
  readonly alerts: readonly ComponentAlert[];
  private readonly labels: LabelProps;

  constructor(scope: NodeDevelopment, id: string) {
    super(scope, id);
    const { metadata, spec } = scope.composite;
    const props = spec.database;
    this.labels = scope.labelsFor(id);
    const name = Database.nameOf(metadata.name);
    const labels = labelsOf(this.labels);
    const { requests, limits } = resourcesOf(props.size, DATABASE);
    const cluster = new Cluster(this, 'Resource', {
      metadata: { name, labels },
      spec: {
        instances: props.instances,
        imageName: choose(props.version, scope.surroundings.postgresql),
        enableSuperuserAccess: false,
        serviceAccountTemplate: { metadata: { annotations: { [ROLE_ANNOTATION]: props.backups.role } } },
        inheritedMetadata: { labels: inheritedLabelsOf(this.labels) },
        // The budget of a single instance would keep its node from ever being drained.
        enablePdb: asBoolean(match(props.instances, [{ regexp: '^1$', result: false }], true)),
        bootstrap: { initdb: { database: props.name, owner: props.name, dataChecksums: true } },
        storage: { size: props.storage },
        resources: {
          requests: mapValues(requests, ClusterSpecResourcesRequests.fromString),
          limits: mapValues(limits, ClusterSpecResourcesLimits.fromString),
        },
        plugins: [
          {
            name: BARMAN,
            enabled: asBoolean(whether(props.backups.destination)),
            isWalArchiver: true,
            parameters: { barmanObjectName: name },
          },
        ],
      },
    });

    // The operator's own jobs carry its label only.
    const pods = { 'cnpg.io/cluster': name };
    this.network = {
      pods,
      ingress: [
        { from: { component: 'backend' }, ports: [PORT] },
        { from: { component: id }, ports: [PORT, INSTANCE_MANAGER] },
        { from: { namespace: 'databaseOperator' }, ports: [PORT, INSTANCE_MANAGER] },
      ],
      // The API server, which each instance asks for its role, and the object store have no pods to select.
      egress: [{ ports: tcp(443, 6443) }],
    };
    this.metrics = { pods, port: 'metrics', portNumber: METRICS };
    this.alerts = this.alertsOf(`namespace="${metadata.namespace}",pod=~"${name}-[0-9]+"`);
    scope.when(present(props.backups), () => this.addBackups(props.backups));
    this.report(scope, cluster);
  }

  /** It is the last component: what everything else waits for is what blocks. */
  private report(scope: NodeDevelopment, cluster: Cluster): void {
    const { metadata, status } = scope.observe<ClusterStatus>(cluster);
    scope.report({
      blocking: `Cluster/${metadata.name}: ${status.phaseReason}`,
      database: {
        state: match(
          status.conditions,
          [{ regexp: '"status":"True","type":"Ready"', result: 'Available' }],
          'Unavailable',
        ),
        phase: status.phase,
        instances: status.instances,
        ready: status.readyInstances,
      },
    });
  }

  /** @param selector of its instances' metrics */
  private alertsOf(selector: string): ComponentAlert[] {
    const { app } = this.labels;
    return [
      {
        alert: 'DatabaseDown',
        // Instances that are gone report nothing.
        expr: `(max(cnpg_collector_up{${selector}}) or vector(0)) != 1`,
        minutes: 5,
        severity: 'critical',
        summary: `The database of ${app} is down.`,
      },
      {
        alert: 'DatabaseReplicationLag',
        expr: `max(cnpg_pg_replication_lag{${selector}}) > 60`,
        minutes: 5,
        severity: 'warning',
        summary: `A replica of the database of ${app} is more than a minute behind.`,
      },
    ];
  }

  /** Archives base backups and the write-ahead log. */
  private addBackups(backups: {
    readonly schedule: string;
    readonly retention: string;
    readonly destination: string;
  }): void {
    const name = Database.nameOf(this.labels.app);
    const metadata = { name, labels: labelsOf(this.labels) };
    new ObjectStore(this, 'object-store', {
      metadata,
      spec: {
        retentionPolicy: backups.retention,
        configuration: {
          destinationPath: backups.destination,
          // The identity of the cluster's ServiceAccount: no key to keep or to lose.
          s3Credentials: { inheritFromIamRole: true },
          data: { compression: ObjectStoreSpecConfigurationDataCompression.GZIP },
          wal: { compression: ObjectStoreSpecConfigurationWalCompression.GZIP },
        },
      },
    });
    new ScheduledBackup(this, 'scheduled-backup', {
      metadata,
      spec: {
        cluster: { name },
        schedule: backups.schedule,
        immediate: true,
        backupOwnerReference: ScheduledBackupSpecBackupOwnerReference.NONE,
        method: ScheduledBackupSpecMethod.PLUGIN,
        pluginConfiguration: { name: BARMAN },
      },
    });
  }
}
