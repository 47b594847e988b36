import Ajv from 'ajv';
import { type Static, type TProperties, Type } from 'typebox';
import type { Json } from '../../../constructs/composition';

/** Every field is known, and of one type: what else a Composition says was not thought of here. */
const closed = <P extends TProperties>(properties: P) => Type.Object(properties, { additionalProperties: false });

const AnyJson = Type.Unsafe<Json>({});
const Path = Type.String({ minLength: 1 });

const Transform = Type.Union([
  closed({ type: Type.Literal('map'), map: Type.Record(Type.String(), AnyJson) }),
  closed({
    type: Type.Literal('match'),
    match: closed({
      patterns: Type.Array(closed({ type: Type.Literal('regexp'), regexp: Type.String(), result: AnyJson })),
      fallbackValue: AnyJson,
    }),
  }),
  closed({
    type: Type.Literal('convert'),
    convert: closed({ toType: Type.Union([Type.Literal('string'), Type.Literal('int64')]) }),
  }),
  closed({
    type: Type.Literal('string'),
    string: Type.Union([
      closed({ type: Type.Literal('Format'), fmt: Type.String() }),
      closed({
        type: Type.Literal('Convert'),
        convert: Type.Union([Type.Literal('ToJson'), Type.Literal('ToSha256')]),
      }),
    ]),
  }),
]);

const FieldPatch = closed({
  type: Type.Union([Type.Literal('FromCompositeFieldPath'), Type.Literal('ToCompositeFieldPath')]),
  fromFieldPath: Path,
  toFieldPath: Path,
  transforms: Type.Optional(Type.Array(Transform)),
  policy: Type.Optional(closed({ toFieldPath: Type.Literal('MergeObjects') })),
});

const CombinePatch = closed({
  type: Type.Union([Type.Literal('CombineFromComposite'), Type.Literal('CombineToComposite')]),
  combine: closed({
    variables: Type.Array(closed({ fromFieldPath: Path })),
    strategy: Type.Literal('string'),
    string: closed({ fmt: Type.String() }),
  }),
  toFieldPath: Path,
});

const ReadinessCheck = Type.Union([
  closed({ type: Type.Literal('None') }),
  closed({
    type: Type.Literal('MatchCondition'),
    matchCondition: closed({ type: Type.String(), status: Type.Literal('True') }),
  }),
  closed({ type: Type.Literal('NonEmpty'), fieldPath: Path }),
]);

/** What the construct `Composition` tells function-patch-and-transform, and nothing else of what that function knows. */
const Input = closed({
  apiVersion: Type.Literal('pt.fn.crossplane.io/v1beta1'),
  kind: Type.Literal('Resources'),
  patchSets: Type.Optional(
    Type.Array(closed({ name: Type.String(), patches: Type.Array(Type.Union([FieldPatch, CombinePatch])) })),
  ),
  resources: Type.Array(
    closed({
      name: Type.String(),
      base: AnyJson,
      readinessChecks: Type.Tuple([ReadinessCheck]),
      patches: Type.Array(
        Type.Union([closed({ type: Type.Literal('PatchSet'), patchSetName: Type.String() }), FieldPatch, CombinePatch]),
      ),
    }),
  ),
});

export type Input = Static<typeof Input>;
export type ReadinessCheck = Static<typeof ReadinessCheck>;

const isInput = new Ajv().compile<Input>(Input);

/** @throws Error naming the first field that is not known here */
export function parseInput(input: unknown): Input {
  if (isInput(input)) return input;
  // Of the alternatives tried, the deepest says the most.
  const [deepest] = [...(isInput.errors ?? [])].sort((a, b) => b.instancePath.length - a.instancePath.length);
  const { instancePath = '', message, params } = deepest ?? {};
  const unknown = params && 'additionalProperty' in params ? `/${params.additionalProperty}` : '';
  throw new Error(`this stand-in does not know input${instancePath}${unknown}: ${message}`);
}
