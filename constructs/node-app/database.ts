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
import {
  asBoolean,
  choose,
  type EnumReference,
  match,
  type NumberReference,
  type StringReference,
  whether,
} from '../composition';
import type { Size } from '../settings/settings';
import { inheritedLabelsOf, type LabelProps, labelsOf } from './labels';
import { DATABASE, mapValues, resourcesOf } from './sizes';

/** How a client reaches a database: Secrets that CloudNativePG makes. */
export interface DatabaseConnection {
  /** Secret with `host`, `port`, `dbname`, `username` and `password` of the database's owner. */
  readonly secret: string;
  /** Secret whose `ca.crt` signed the server's certificate. */
  readonly caSecret: string;
}

export interface DatabaseProps {
  readonly labels: LabelProps;
  /** The database, and the role that owns it. */
  readonly database: string;
  readonly version: EnumReference<'17' | '18'>;
  /** Image by major version. */
  readonly images: Readonly<Record<'17' | '18', string>>;
  readonly size: EnumReference<Size>;
  readonly instances: NumberReference;
  /** Volume of each instance. */
  readonly storage: string;
  /** Where backups go; where it is missing, there are none. */
  readonly backupDestination: StringReference;
  /** Role as which backups are written; where it is missing, the cloud gives the cluster its identity by other means. */
  readonly backupRole: StringReference;
}

/** What the operator reports of a cluster. @see https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/#postgresql-cnpg-io-v1-ClusterStatus */
export interface ClusterStatus {
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

/** The PostgreSQL cluster, and its backups. */
export class Database extends Construct {
  /** The cluster. */
  readonly cluster: Cluster;
  private readonly props: DatabaseProps;

  /** The name of an app's cluster. */
  static nameOf(app: string): string {
    return `${app}-db`;
  }

  /** How an app's backend reaches its database. */
  static connectionOf(app: string): DatabaseConnection {
    return { secret: `${Database.nameOf(app)}-app`, caSecret: `${Database.nameOf(app)}-ca` };
  }

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    this.props = props;
    const name = Database.nameOf(props.labels.app);
    const labels = labelsOf(props.labels);
    const { requests, limits } = resourcesOf(props.size, DATABASE);
    this.cluster = new Cluster(this, 'Resource', {
      metadata: { name, labels },
      spec: {
        instances: props.instances,
        imageName: choose(props.version, props.images),
        enableSuperuserAccess: false,
        serviceAccountTemplate: { metadata: { annotations: { [ROLE_ANNOTATION]: props.backupRole } } },
        inheritedMetadata: { labels: inheritedLabelsOf(props.labels) },
        // The budget of a single instance would keep its node from ever being drained.
        enablePdb: asBoolean(match(props.instances, [{ regexp: '^1$', result: false }], true)),
        bootstrap: { initdb: { database: props.database, owner: props.database, dataChecksums: true } },
        storage: { size: props.storage },
        resources: {
          requests: mapValues(requests, ClusterSpecResourcesRequests.fromString),
          limits: mapValues(limits, ClusterSpecResourcesLimits.fromString),
        },
        plugins: [
          {
            name: BARMAN,
            enabled: asBoolean(whether(props.backupDestination)),
            isWalArchiver: true,
            parameters: { barmanObjectName: name },
          },
        ],
      },
    });
  }

  /** Archives base backups and the write-ahead log. */
  addBackups(backups: { readonly schedule: string; readonly retention: string; readonly destination: string }): void {
    const name = Database.nameOf(this.props.labels.app);
    const metadata = { name, labels: labelsOf(this.props.labels) };
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
