import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Client, credentials } from '@grpc/grpc-js';
import type { Json } from '../../../constructs/composition';
import { type CompositionManifest, type Filters, filter } from '../../composition/interpreter';
import { withoutOwner } from '../../composition/support';
import type { RenderRecord } from '../../golden/record';
import { CASES, COMPOSITION, isStale, renderRecord } from '../../golden/recorders/render';
import { freePort, isReachable } from '../network';

const [compose, filters] = (COMPOSITION as CompositionManifest).spec.pipeline.map(({ input }) => input) as [
  object,
  Filters,
];

/** What is answered, as far as it is looked at here. */
interface Answer {
  readonly composed: Readonly<Record<string, Json>>;
  readonly status: Json | undefined;
  readonly unready: readonly string[];
  readonly fatal: readonly string[];
}

let standIn: ChildProcess;
let client: Client;

/** Asks the stand-in, over the wire. */
async function ask(input: object, composite: object, observed: ReadonlyMap<string, object>): Promise<Answer> {
  const { FunctionRunnerServiceService, Ready, RunFunctionRequest, Severity } = await import(
    '@crossplane-org/function-sdk-typescript'
  );
  const { path, requestSerialize, responseDeserialize } = FunctionRunnerServiceService.runFunction;
  const resource = (object: object) => ({ resource: object, connectionDetails: {}, ready: Ready.READY_UNSPECIFIED });
  const resources = Object.fromEntries([...observed].map(([name, object]) => [name, resource(object)]));
  const request = RunFunctionRequest.fromPartial({ observed: { composite: resource(composite), resources }, input });
  const { desired, results } = await new Promise<ReturnType<typeof responseDeserialize>>((resolve, reject) => {
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error, response) =>
      response ? resolve(response) : reject(error),
    );
  });
  const made = Object.entries(desired?.resources ?? {});
  return {
    composed: Object.fromEntries(made.map(([name, { resource }]) => [name, resource as Json])),
    status: desired?.composite?.resource?.status,
    unready: made.filter(([, { ready }]) => ready !== Ready.READY_TRUE).map(([name]) => name),
    fatal: results.filter(({ severity }) => severity === Severity.SEVERITY_FATAL).map(({ message }) => message),
  };
}

/** Composed resources by their names; one that is there already keeps the name that the reconciler finds it under. */
function comparable(of: Readonly<Record<string, Json>>, observed: ReadonlyMap<string, object>): object {
  const entries = Object.entries(of).map(([name, object]) => {
    const { metadata, ...rest } = object as { readonly metadata: Readonly<Record<string, Json>> };
    const { name: _, ...others } = metadata;
    return [name, { ...rest, metadata: observed.has(name) ? others : metadata }] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the reconciler recorded, without what it adds to what functions answer. */
function bare(composed: RenderRecord['composed']): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(composed).map(([name, object]) => [name, withoutOwner(object)]));
}

describe('the stand-in for function-patch-and-transform', () => {
  before(async () => {
    const address = `127.0.0.1:${await freePort()}`;
    const program = join(__dirname, 'main.mjs');
    standIn = spawn(process.execPath, [program, '--insecure', `--address=${address}`], { stdio: 'ignore' });
    assert.ok(await isReachable(address, () => standIn.exitCode === null), 'the stand-in starts');
    client = new Client(address, credentials.createInsecure());
  });
  after(() => {
    client.close();
    standIn.kill();
  });

  for (const one of CASES) {
    const unknown = isStale(one) ? 'the record is stale' : renderRecord(one.name)?.unconfirmed && 'it is unconfirmed';
    it(`answers as the real function did: ${one.name}`, { skip: unknown ?? false }, async () => {
      const record = renderRecord(one.name) as RenderRecord;
      const answer = await ask(compose, one.composite, one.observed);
      assert.deepEqual(answer.fatal, []);

      const kept = filter(filters, one.composite, answer.composed);
      assert.deepEqual(comparable(kept, one.observed), comparable(bare(record.composed), one.observed));

      const { conditions, ...status } = record.status as Record<string, Json>;
      assert.deepEqual(answer.status ?? {}, status);
      const ready = (conditions as Record<string, Json>[]).find(({ type }) => type === 'Ready');
      const unready = answer.unready.filter((name) => name in kept);
      assert.equal(ready?.status, unready.length === 0 ? 'True' : 'False');
    });
  }

  const RESOURCE = { name: 'one', base: {}, readinessChecks: [{ type: 'None' }], patches: [] };
  const INPUT = { apiVersion: 'pt.fn.crossplane.io/v1beta1', kind: 'Resources', resources: [RESOURCE] };
  const PATCH = { type: 'FromCompositeFieldPath', fromFieldPath: 'metadata.name', toFieldPath: 'metadata.name' };
  const patched = (patch: object) => ({ ...INPUT, resources: [{ ...RESOURCE, patches: [patch] }] });
  const REFUSED: readonly (readonly [string, object, RegExp])[] = [
    ['another input', { ...INPUT, kind: 'Others' }, /does not know input\/kind/],
    ['an environment', { ...INPUT, environment: {} }, /does not know input\/environment/],
    ['a patch’s policy', patched({ ...PATCH, policy: { fromFieldPath: 'Required' } }), /resources\/0\/patches\/0/],
    ['another kind of patch', patched({ ...PATCH, type: 'FromEnvironmentFieldPath' }), /resources\/0\/patches\/0/],
    ['another transform', patched({ ...PATCH, transforms: [{ type: 'math' }] }), /patches\/0\/transforms\/0/],
    [
      'another verb of a format',
      patched({ ...PATCH, transforms: [{ type: 'string', string: { type: 'TrimPrefix', trim: 'x' } }] }),
      /patches\/0\/transforms\/0\/string/,
    ],
    [
      'another readiness check',
      { ...INPUT, resources: [{ ...RESOURCE, readinessChecks: [{ type: 'MatchString' }] }] },
      /resources\/0\/readinessChecks\/0/,
    ],
    [
      'no readiness check',
      { ...INPUT, resources: [{ ...RESOURCE, readinessChecks: [] }] },
      /resources\/0\/readinessChecks/,
    ],
  ];
  for (const [name, input, message] of REFUSED) {
    it(`refuses ${name}`, async () => {
      const { metadata } = { metadata: { name: 'shop' } };
      const { fatal, composed } = await ask(
        input,
        { apiVersion: 'platform.io/v1', kind: 'XNodeApp', metadata },
        new Map(),
      );
      assert.equal(fatal.length, 1);
      assert.match(fatal[0] as string, message);
      assert.deepEqual(composed, {});
    });
  }
});
