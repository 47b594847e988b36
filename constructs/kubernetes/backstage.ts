/**
 * Label by which Backstage finds an app's objects in the clusters.
 * @see https://backstage.io/docs/features/kubernetes/configuration/#surfacing-your-kubernetes-components-as-part-of-an-entity
 */
export const KUBERNETES_ID = 'backstage.io/kubernetes-id';
