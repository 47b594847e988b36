import { Construct } from 'constructs';
import { Usage } from '../../imports/protection.crossplane.io';
import { apiVersionOf } from '../composition';
import { Database } from './database';
import { XNodeApp } from './definition';
import { type LabelProps, labelsOf } from './labels';

/**
 * Has Crossplane refuse to delete the composite and its database while they are protected.
 * @see https://docs.crossplane.io/latest/managed-resources/usages/
 */
export class Protection extends Construct {
  constructor(scope: Construct, id: string, { labels }: { readonly labels: Omit<LabelProps, 'component'> }) {
    super(scope, id);
    const usage = (of: string, apiVersion: string, kind: string, name: string) =>
      new Usage(this, of, {
        metadata: { name: `${labels.app}-${of}`, labels: labelsOf({ ...labels, component: of }) },
        spec: {
          of: { apiVersion, kind, resourceRef: { name } },
          reason: 'It is protected. Set spec.protected of the composite to false first.',
        },
      });
    usage('app', apiVersionOf(XNodeApp), XNodeApp.kind, labels.app);
    usage('database', 'postgresql.cnpg.io/v1', 'Cluster', Database.nameOf(labels.app));
  }
}
