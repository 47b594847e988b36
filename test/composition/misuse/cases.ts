import { Type } from 'typebox';
import { equals, type NumberReference, present } from '../../../constructs/composition';
import { composition } from '../support';

/*
 * What compiles and is wrong: each line that ends in a comment with the problem, and no other. Nothing here is ever run.
 */
export function wrong(): unknown {
  const scope = composition({
    name: Type.String(),
    instances: Type.Integer(),
    on: Type.Boolean(),
    egress: Type.Enum(['none', 'internet']),
    env: Type.Record(Type.String(), Type.String()),
    host: Type.Optional(Type.String()),
    replicas: Type.Optional(Type.Integer()),
    place: Type.Optional(Type.Object({ zone: Type.String() })),
  });
  const { metadata, spec } = scope.composite;
  const { host } = spec;
  const given: { readonly replicas?: NumberReference; readonly fixed?: number } = {};
  const results: unknown[] = [];

  if (!spec.on) results.push(1); // condition
  if (spec.name) results.push(1); // condition
  if (spec.place) results.push(1); // condition
  if (spec.egress === 'internet') results.push(1); // compared
  if (spec.instances > 1) results.push(1); // compared
  if (3 >= spec.instances) results.push(1); // compared
  if (host === undefined) results.push(1); // compared
  if ((host as string) !== '') results.push(1); // compared
  while (spec.host) results.push(1); // condition
  results.push(spec.replicas ?? 2); // fallback
  results.push(spec.host || 'none'); // fallback
  results.push(spec.host && `https://${spec.host}`); // condition
  results.push(spec.replicas ? 1 : 2); // condition
  const { replicas = 2 } = spec; // fallback
  switch (
    spec.egress // compared
  ) {
    case 'internet':
      results.push(1);
  }
  results.push(typeof spec.host === 'string'); // compared
  results.push(spec.instances * 2); // calculated
  results.push(1 - spec.instances); // calculated
  results.push(-spec.instances); // calculated
  results.push(Math.max(spec.instances, 2)); // calculated
  results.push(Number(spec.name)); // calculated
  results.push(`${metadata.name}-backend`.slice(0, 63)); // changed
  results.push(`app-${metadata.name}`.padEnd(20)); // changed
  results.push((`${spec.instances}` as string).padStart(5, '0')); // changed
  results.push(spec.name.length, spec.env); // changed
  results.push(spec.name[0]); // changed
  results.push(({ none: 1, internet: 2 } as Record<string, number>)[spec.egress]); // looked up
  results.push(['internet'].includes(spec.egress)); // looked up
  results.push(/a/.test(spec.name)); // looked up

  // What is right.
  results.push(`${metadata.name}-${spec.instances}`, spec.name.concat('-x'), spec.place.zone, { ...spec.place });
  results.push(given.replicas ?? 1, given.replicas === undefined, given.replicas ? 1 : 2);
  results.push(given.fixed ?? 1, given.fixed === 1, results.length > 2, 'text'.slice(1), [spec.name].slice(0, 1));
  if (results.length > 0) scope.when(equals(spec.egress, 'internet'), () => results.push(spec.env));
  scope.when(present(spec.host), () => results.push(`on ${host}`.toString(), replicas));
  return results;
}
