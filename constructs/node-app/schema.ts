import { type Static, Type } from 'typebox';
import { Monitoring, Team } from '../registration/schema';
import { ENVIRONMENTS } from '../settings/settings';
import { COMPONENTS } from './components';

type Components = typeof COMPONENTS;

/** A fact of every component, by the components' names. */
function each<Fact extends 'spec' | 'status'>(fact: Fact): { [Name in keyof Components]: Components[Name][Fact] } {
  const facts = Object.entries(COMPONENTS).map(([name, component]) => [name, component[fact]]);
  return Object.fromEntries(facts);
}

/** What a developer says of an app in one environment. */
export const NodeAppSpec = Type.Object(
  {
    team: Team,
    environment: Type.Enum([...ENVIRONMENTS], { title: 'Environment', description: 'Where this composite runs.' }),
    host: Type.Optional(
      Type.String({
        title: 'Host',
        description:
          'DNS name at which the frontend is served over HTTPS; without one it is reached within the cluster only.',
        // The last label begins with a letter: an Ingress takes no address for a host.
        pattern: '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$',
        maxLength: 253,
      }),
    ),
    monitoring: Monitoring,
    protected: Type.Boolean({
      title: 'Protected',
      description: 'Whether deleting the composite or its database is refused.',
      default: false,
    }),
    ...each('spec'),
  },
  { description: 'An app in one environment.' },
);

/** The spec of a composite, defaults filled in. */
export type NodeAppSpec = Static<typeof NodeAppSpec>;

/** What the platform reports of a composite. */
export const NodeAppStatus = Type.Object({
  url: Type.Optional(Type.String({ description: 'Where the frontend is served.' })),
  blocking: Type.Optional(
    Type.String({ description: 'The composed resource that keeps the app from being ready, and why.' }),
  ),
  ...each('status'),
});
