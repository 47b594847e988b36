import {
  type FunctionHandler,
  Ready,
  type Resource,
  type RunFunctionRequest,
  type RunFunctionResponse,
  setDesiredComposedResources,
  setDesiredCompositeResource,
  to,
} from '@crossplane-org/function-sdk-typescript';
import type { Json } from '../../../constructs/composition/index.js';
import { getValue, patchAndTransform, type Resources } from '../../composition/interpreter.js';
import { parseInput, type ReadinessCheck } from './input.js';

/**
 * Stands in for function-patch-and-transform where the machine does not have it: speaks the functions' protocol and
 * answers by the rules of `test/composition/interpreter.ts`. It knows what the construct `Composition` emits; of
 * anything else it says so, as a fatal result.
 */
export const PATCH_AND_TRANSFORM: FunctionHandler = { RunFunction: async (request) => run(request) };

function run(request: RunFunctionRequest): RunFunctionResponse {
  const input = parseInput(request.input);
  const composite = request.observed?.composite?.resource;
  if (!composite) throw new Error('the request has no observed composite');
  if (request.desired?.composite || Object.keys(request.desired?.resources ?? {}).length > 0) {
    throw new Error('this stand-in knows no pipeline in which something is composed before it');
  }
  const found = Object.entries(request.observed?.resources ?? {}).map(([name, { resource }]) => [name, resource]);
  const observed = new Map(found as [string, object][]);
  const { composed, status } = patchAndTransform(input as Resources, composite, observed);

  const resources: Record<string, Resource> = {};
  for (const { name, readinessChecks } of input.resources) {
    const ready = isReady(readinessChecks[0], observed.get(name));
    const resource = composed[name] as Record<string, Json>;
    resources[name] = { resource, connectionDetails: {}, ready: ready ? Ready.READY_TRUE : Ready.READY_FALSE };
  }
  const response = setDesiredComposedResources(to(request), resources);
  if (status === undefined) return response;
  const { apiVersion, kind } = composite;
  return setDesiredCompositeResource(response, {
    resource: { apiVersion, kind, status },
    connectionDetails: {},
    ready: Ready.READY_UNSPECIFIED,
  });
}

/** Nothing that is not there is ready. */
function isReady(check: ReadinessCheck, seen: object | undefined): boolean {
  if (seen === undefined) return false;
  if (check.type === 'None') return true;
  if (check.type === 'NonEmpty') return getValue(seen as Json, check.fieldPath) !== undefined;
  const { conditions = [] } = (seen as { status?: { conditions?: { type: string; status: string }[] } }).status ?? {};
  const { type, status } = check.matchCondition;
  return conditions.some((condition) => condition.type === type && condition.status === status);
}
