import type { Json } from '../composition';
import { FIRST_ENVIRONMENT, type PlatformSettings } from '../settings/settings';
import { form } from './form';
import { output, steps } from './steps';

/** Repository that holds the template, as the catalog finds it. */
export const TEMPLATE_REPOSITORY = 'template-node-development';

/** The template "Node Development". @see https://backstage.io/docs/features/software-templates/writing-templates */
export function template(settings: PlatformSettings): Json {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: 'node-development',
      title: 'Node Development',
      description: `A web app with a React frontend, an Express backend and a PostgreSQL database, running in ${FIRST_ENVIRONMENT}.`,
      tags: ['react', 'nodejs', 'postgresql', 'recommended'],
      annotations: { 'github.com/project-slug': `${settings.organization}/${TEMPLATE_REPOSITORY}` },
    },
    spec: {
      owner: `group:default/${settings.repositories.teams.platform}`,
      type: 'website',
      parameters: form() as unknown as Json,
      steps: steps(settings) as unknown as Json,
      output: output(settings),
    },
  };
}

/**
 * What the template comes from, as the catalog names it: the file that discovery found, which leads to the template. It
 * compares exactly what GitHub calls the organization, so what is written here is tried in lower case too.
 */
export function templateOrigins(organization: string): readonly string[] {
  return [...new Set([organization, organization.toLowerCase()])].map(
    (owner) => `https://github.com/${owner}/${TEMPLATE_REPOSITORY}/blob/main/catalog-info.yaml`,
  );
}

/** Where the catalog finds the template in its repository. */
export function templateLocation(): Json {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Location',
    metadata: { name: TEMPLATE_REPOSITORY, description: 'The template "Node Development".' },
    spec: { targets: ['./template.yaml'] },
  };
}
