import protobuf from 'protobufjs';
import type { Json } from '../../constructs/composition';

/*
 * The part of Crossplane's render protocol that is spoken here.
 * @see https://github.com/crossplane/crossplane/blob/v2.3.4/proto/render/v1alpha1/render.proto
 */
const struct = (id: number) => ({ type: 'google.protobuf.Struct', id });
const structs = (id: number) => ({ rule: 'repeated', ...struct(id) });
const text = (id: number) => ({ type: 'string', id });

const root = protobuf.Root.fromJSON({
  nested: {
    ...protobuf.common.get('google/protobuf/struct.proto')?.nested,
    FunctionInput: { fields: { name: text(1), address: text(2) } },
    Event: { fields: { type: text(1), reason: text(2), message: text(3) } },
    CompositeInput: {
      fields: {
        compositeResource: struct(1),
        composition: struct(2),
        functions: { rule: 'repeated', type: 'FunctionInput', id: 3 },
        observedResources: structs(4),
        compositeResourceDefinition: struct(8),
      },
    },
    CompositeOutput: {
      fields: {
        compositeResource: struct(1),
        composedResources: structs(2),
        deletedResources: structs(3),
        events: { rule: 'repeated', type: 'Event', id: 4 },
      },
    },
    RenderRequest: { fields: { composite: { type: 'CompositeInput', id: 2 } } },
    RenderResponse: { fields: { composite: { type: 'CompositeOutput', id: 2 } } },
  },
} as protobuf.INamespace);

/** What the reconciler is asked. */
export interface RenderInput {
  readonly compositeResource: object;
  readonly composition: object;
  readonly compositeResourceDefinition: object;
  readonly functions: readonly { readonly name: string; readonly address: string }[];
  readonly observedResources: readonly object[];
}

/** What the reconciler answers. */
export interface RenderOutput {
  readonly compositeResource: Json;
  readonly composedResources: readonly Json[];
  readonly deletedResources: readonly Json[];
  readonly events: readonly { readonly type: string; readonly reason: string; readonly message: string }[];
}

/** A request as the engine reads it. */
export function encodeRequest(input: RenderInput): Uint8Array {
  const composite = {
    ...input,
    compositeResource: toStruct(input.compositeResource),
    composition: toStruct(input.composition),
    compositeResourceDefinition: toStruct(input.compositeResourceDefinition),
    observedResources: input.observedResources.map(toStruct),
  };
  return root.lookupType('RenderRequest').encode({ composite }).finish();
}

/** The engine's answer. */
export function decodeResponse(bytes: Uint8Array): RenderOutput {
  const { composite } = root.lookupType('RenderResponse').decode(bytes) as unknown as {
    readonly composite: {
      readonly compositeResource: Struct;
      readonly composedResources: readonly Struct[];
      readonly deletedResources: readonly Struct[];
      readonly events: RenderOutput['events'];
    };
  };
  return {
    compositeResource: fromStruct(composite.compositeResource),
    composedResources: composite.composedResources.map(fromStruct),
    deletedResources: composite.deletedResources.map(fromStruct),
    events: composite.events.map(({ type, reason, message }) => ({ type, reason, message })),
  };
}

interface Struct {
  readonly fields: Readonly<Record<string, Value>>;
}
interface Value {
  readonly kind?: string;
  readonly nullValue?: 0;
  readonly numberValue?: number;
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly structValue?: Struct;
  readonly listValue?: { readonly values: readonly Value[] };
}

function toStruct(object: object): Struct {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return { fields: Object.fromEntries(entries.map(([key, value]) => [key, toValue(value as Json)])) };
}

function toValue(json: Json): Value {
  if (json === null) return { nullValue: 0 };
  if (typeof json === 'number') return { numberValue: json };
  if (typeof json === 'string') return { stringValue: json };
  if (typeof json === 'boolean') return { boolValue: json };
  return Array.isArray(json) ? { listValue: { values: json.map(toValue) } } : { structValue: toStruct(json) };
}

function fromStruct({ fields }: Struct): Json {
  return Object.fromEntries(
    Object.keys(fields)
      .sort()
      .map((key) => [key, fromValue(fields[key] as Value)]),
  );
}

function fromValue(value: Value): Json {
  if (value.kind === 'structValue') return fromStruct(value.structValue as Struct);
  if (value.kind === 'listValue') return (value.listValue?.values ?? []).map(fromValue);
  return (value.kind === 'nullValue' ? null : value[value.kind as 'stringValue']) as Json;
}
