import { KUBERNETES_ID } from '../kubernetes/backstage';

/** What a component's objects are labelled with. */
export interface LabelProps {
  /** Name of the app. */
  readonly app: string;
  /** `frontend`, `backend` or `database`. */
  readonly component: string;
  readonly team: string;
  readonly environment: string;
}

/** The labels that select a component's pods: of one composite only, as others may share the namespace. */
export function selectorLabels({ app, component }: Pick<LabelProps, 'app' | 'component'>): Record<string, string> {
  return { 'app.kubernetes.io/instance': app, 'app.kubernetes.io/component': component };
}

/**
 * The labels of a component's objects.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function labelsOf(props: LabelProps): Record<string, string> {
  const { app, component, team, environment } = props;
  return {
    ...selectorLabels(props),
    'app.kubernetes.io/name': `${app}-${component}`,
    'app.kubernetes.io/part-of': app,
    'app.kubernetes.io/managed-by': 'crossplane',
    [KUBERNETES_ID]: app,
    'platform.io/team': team,
    'platform.io/environment': environment,
  };
}

/** The labels of what an operator makes of an object: its name and who manages it are the operator's to say. */
export function inheritedLabelsOf(props: LabelProps): Record<string, string> {
  const { 'app.kubernetes.io/name': _, 'app.kubernetes.io/managed-by': __, ...inherited } = labelsOf(props);
  return inherited;
}
