import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { MIN_REPLICAS } from './workload';

/** How few pods there may be, asked once an annotation says so. */
const LEAST = `int(object.metadata.annotations['${MIN_REPLICAS}'])`;

/**
 * Keeps the number of pods of a Deployment when it becomes an autoscaler's.
 *
 * Crossplane then stops applying `spec.replicas`, and the API server takes out of an object what its one owner no longer
 * applies, and makes it 1, its default. An autoscaler does not own it yet: it owns only what it has changed, and of a
 * field that nobody owns not even that. So the API server itself gives such a Deployment the number that it had before,
 * or the least of its autoscaler where that is more. What an autoscaler, or `kubectl scale`, writes is the subresource
 * `scale`, and is not looked at.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership
 */
export class Capacity extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const metadata = { name: MIN_REPLICAS.replace('platform.io/', 'platform-') };
    new ApiObject(this, 'policy', {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingAdmissionPolicy',
      metadata,
      spec: {
        failurePolicy: 'Fail',
        reinvocationPolicy: 'IfNeeded',
        matchConstraints: {
          resourceRules: [
            { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['deployments'] },
          ],
        },
        matchConditions: [
          {
            name: 'autoscaled',
            expression: `has(object.metadata.annotations) && '${MIN_REPLICAS}' in object.metadata.annotations`,
          },
          { name: 'too-few', expression: `object.spec.replicas < ${LEAST}` },
        ],
        variables: [
          { name: 'least', expression: LEAST },
          { name: 'before', expression: 'oldObject == null ? 0 : oldObject.spec.replicas' },
          { name: 'replicas', expression: 'variables.before > variables.least ? variables.before : variables.least' },
        ],
        mutations: [
          {
            patchType: 'ApplyConfiguration',
            applyConfiguration: { expression: 'Object{spec: Object.spec{replicas: variables.replicas}}' },
          },
        ],
      },
    });
    new ApiObject(this, 'binding', {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: metadata.name },
    });
  }
}
