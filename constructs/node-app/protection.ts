import { Construct } from 'constructs';
import { Usage } from '../../imports/protection.crossplane.io';
import { apiVersionOf } from '../composition';
import { Database } from './database';
import { XNodeApp } from './definition';
import { labelsOf } from './labels';
import type { NodeDevelopment } from './node-development';

/**
 * Has Crossplane refuse to delete the composite and its database while they are protected.
 * @see https://docs.crossplane.io/latest/managed-resources/usages/
 */
export class Protection extends Construct {
  constructor(scope: NodeDevelopment, id: string) {
    super(scope, id);
    const app = scope.composite.metadata.name;
    const usage = (of: string, apiVersion: string, kind: string, name: string) =>
      new Usage(this, of, {
        metadata: { name: `${app}-${of}`, labels: labelsOf(scope.labelsFor(of)) },
        spec: {
          of: { apiVersion, kind, resourceRef: { name } },
          reason: 'It is protected. Set spec.protected of the composite to false first.',
        },
      });
    usage('app', apiVersionOf(XNodeApp), XNodeApp.kind, app);
    usage('database', 'postgresql.cnpg.io/v1', 'Cluster', Database.nameOf(app));
  }
}
