import type { Json } from '../composition';
import { KUBERNETES_ID } from '../kubernetes/backstage';
import { components } from '../node-app/components';
import { Database } from '../node-app/database';
import { selectorLabels } from '../node-app/labels';
import { type RepositoryKind, repositoriesOf } from '../registration/names';
import type { Registration } from '../registration/schema';
import { ENVIRONMENTS, type PlatformSettings } from '../settings/settings';

/** An entity of the software catalog. @see https://backstage.io/docs/features/software-catalog/descriptor-format */
export interface Entity {
  readonly apiVersion: 'backstage.io/v1alpha1';
  readonly kind: 'System' | 'Component' | 'API' | 'Resource' | 'Location';
  readonly metadata: {
    readonly name: string;
    readonly title?: string;
    readonly description: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly links?: readonly { readonly url: string; readonly title: string; readonly icon?: string }[];
  };
  readonly spec: { readonly [field: string]: Json };
}

/** What each repository of an app says of itself in `catalog-info.yaml`; its group in Backstage is the team. */
export function catalogInfo(
  settings: PlatformSettings,
  app: Pick<Registration, 'name' | 'team'> & { readonly description: string },
): Readonly<Record<RepositoryKind, readonly Entity[]>> {
  const { name, team, description } = app;
  const repositories = repositoriesOf(name);
  const owner = `group:default/${team}`;
  const api = `${name}-api`;
  const database = Database.nameOf(name);
  const slug = (kind: RepositoryKind) => ({
    'github.com/project-slug': `${settings.organization}/${repositories[kind]}`,
  });
  const documented = { 'backstage.io/techdocs-ref': 'dir:.' };
  const entity = (kind: Entity['kind'], metadata: Entity['metadata'], spec: Entity['spec']): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata,
    spec,
  });
  const component = { lifecycle: 'production', owner, system: name };

  return {
    frontend: [
      entity(
        'Component',
        {
          name: repositories.frontend,
          description,
          annotations: { ...slug('frontend'), ...objectsOf(name, 'frontend'), ...documented },
        },
        {
          type: 'website',
          ...component,
          dependsOn: [`component:default/${repositories.backend}`],
          consumesApis: [api],
        },
      ),
    ],
    backend: [
      entity(
        'Component',
        {
          name: repositories.backend,
          description,
          annotations: { ...slug('backend'), ...objectsOf(name, 'backend'), ...documented },
        },
        { type: 'service', ...component, providesApis: [api], dependsOn: [`resource:default/${database}`] },
      ),
      entity(
        'API',
        { name: api, description, annotations: slug('backend') },
        { type: 'openapi', ...component, definition: { $text: './openapi.yaml' } },
      ),
    ],
    deploy: [
      entity(
        'System',
        {
          name,
          description,
          annotations: { ...slug('deploy'), [KUBERNETES_ID]: name },
          links: ENVIRONMENTS.map((environment) => ({
            url: `https://${name}.${settings.environments[environment].domain}`,
            title: environment,
          })),
        },
        { owner },
      ),
      ...components().flatMap(([component, { suffix, catalog }]) =>
        catalog
          ? [
              entity(
                'Resource',
                {
                  name: `${name}-${suffix}`,
                  description: catalog.description,
                  annotations: { ...slug('deploy'), ...objectsOf(name, component) },
                },
                { type: catalog.type, owner, system: name },
              ),
            ]
          : [],
      ),
    ],
  };
}

/** Has the Kubernetes plugin show a component's own objects, not all of the app's. */
function objectsOf(app: string, component: string): Record<string, string> {
  const selector = Object.entries(selectorLabels({ app, component })).map(([label, value]) => `${label}=${value}`);
  return { 'backstage.io/kubernetes-label-selector': selector.join(',') };
}
