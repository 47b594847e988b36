import type { CompositeDefinition, PrinterColumn } from '../composition';
import { AppName, MAX_APP_NAME_LENGTH } from '../registration/schema';
import { components } from './components';
import { NodeAppSpec, NodeAppStatus } from './schema';

/** Name of the Composition that makes an `XNodeApp`. */
export const COMPOSITION = 'node-development';

/** The kind `XNodeApp`: a frontend, a backend and a PostgreSQL database. */
export const XNodeApp = {
  group: 'platform.io',
  version: 'v1',
  kind: 'XNodeApp',
  plural: 'xnodeapps',
  shortNames: ['nodeapp'],
  description: 'A web app in one environment: a frontend, a Node.js backend and a PostgreSQL database.',
  maxNameLength: MAX_APP_NAME_LENGTH,
  namePattern: (AppName as unknown as { readonly pattern: string }).pattern,
  spec: NodeAppSpec,
  status: NodeAppStatus,
  defaultComposition: COMPOSITION,
  printerColumns: [
    { name: 'URL', type: 'string', jsonPath: '.status.url', description: 'Where the frontend is served.' },
    ...components().map(
      ([name]): PrinterColumn => ({
        name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
        type: 'string',
        jsonPath: `.status.${name}.state`,
        description: `State of the ${name}.`,
      }),
    ),
    {
      name: 'Blocking',
      type: 'string',
      jsonPath: '.status.blocking',
      description: 'What keeps the app from being ready.',
    },
    { name: 'Team', type: 'string', jsonPath: '.spec.team', description: 'Owner.', priority: 1 },
  ],
} as const satisfies CompositeDefinition;
