import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { type Static, type TObject, Type } from 'typebox';
import { ComposeClusterRole } from './cluster-role';
import { all, type Condition, exclude, toCondition } from './condition';
import { DeferredObject } from './deferred-object';
import { apiVersionOf, type CompositeDefinition, openApiSchema } from './definition';
import { droppedField } from './dropped';
import { evaluate } from './evaluate';
import { describe, type Expression, holdsReference, readable, type Template } from './expression';
import { type FieldPath, type Json, setValueAt, valueAt } from './field-path';
import type { ComposableKind, Kinds } from './kinds';
import { literalsIn, type ManifestNode, mapReferences, parseManifest, referencesIn, resolveManifest } from './manifest';
import { type Composite, ownedBy } from './ownership';
import { toPatch, toPatched } from './patch';
import type { ReadinessRule } from './readiness';
import { type BooleanReference, type Observed, type References, references } from './reference';
import { asTarget, checkLiteral, checkMissing, checkReference, checkUnless } from './target';

/** The metadata of a composite that is always there. */
const METADATA = Type.Object({
  name: Type.String(),
  namespace: Type.String(),
  uid: Type.String(),
  generation: Type.Integer(),
});

/** The metadata that is observed of a composed resource; definitions of custom resources leave it out. */
const OBSERVED_METADATA = Type.Object({
  name: Type.String(),
  namespace: Type.String(),
  uid: Type.String(),
  generation: Type.Integer(),
  creationTimestamp: Type.String(),
  labels: Type.Record(Type.String(), Type.String()),
  annotations: Type.Record(Type.String(), Type.String()),
});

/** What a composition needs to know of its surroundings. */
export interface CompositionProps<Spec extends TObject, Status extends TObject> {
  /** The kind of composite that is composed. */
  readonly composite: CompositeDefinition<Spec, Status>;
  /** Looks up a kind that is composed, such as {@link kindsOf} of its definition file; undefined where it is not known. */
  readonly kinds: Kinds;
  /**
   * When each composed kind is ready, by `<apiVersion>/<kind>`, e.g. `apps/v1/Deployment`; `readyWhen` says it of one
   * resource. No rule fits all kinds, so each resource needs one.
   */
  readonly readiness: Readonly<Record<string, ReadinessRule>>;
  /** Names under which the functions are installed in the cluster. */
  readonly functions: {
    /** @see https://github.com/crossplane-contrib/function-patch-and-transform */
    readonly patchAndTransform: string;
    /** Called only where something is composed under a condition. @see https://github.com/crossplane-contrib/function-cel-filter */
    readonly celFilter: string;
  };
}

/** The references to a composite's fields. */
export interface CompositeReferences<Spec extends TObject> {
  readonly metadata: References<typeof METADATA>;
  readonly spec: References<Spec>;
}

/** Values of a status; each a reference to what is observed, or a text made of such. */
export type Report<T> = T extends boolean
  ? BooleanReference
  : T extends readonly unknown[] | string | number
    ? T
    : { readonly [K in keyof T]?: Report<NonNullable<T[K]>> };

/** A composition of which only what every composite has is known. */
export type AnyComposition = Composition<TObject, TObject>;

/** A resource that the composition makes, with all that is known of it at synthesis. */
interface Composed {
  /** Its name within the composition, from its construct's path. */
  readonly name: string;
  readonly object: ApiObject;
  readonly manifest: ManifestNode;
  readonly kind: ComposableKind;
  readonly readiness: ReadinessRule;
  readonly condition: Condition | undefined;
  /** Fields of the composite's status that are made of this resource. */
  readonly reports: readonly { readonly path: FieldPath; readonly template: Template }[];
  /** What function-patch-and-transform is told of it. */
  readonly resource: Resource;
}

/** What a composition makes of a composite. */
export interface Rendered {
  /** The composed resources by their names in the composition. */
  readonly composed: ReadonlyMap<string, Json>;
  /** The status that the composition reports; undefined where there is nothing to report yet. */
  readonly status: Json | undefined;
  /** Names of the composed resources that are not ready. */
  readonly unready: readonly string[];
}

/**
 * A Crossplane Composition, written with ordinary cdk8s constructs: what is created within it is composed for each
 * composite, and the references of {@link composite} are replaced by that composite's fields.
 *
 * @example
 * class Cache extends Composition<typeof XCache.spec, typeof XCache.status> {
 *   constructor(scope: Construct) {
 *     super(scope, 'cache', { composite: XCache, kinds: kindsOf('swagger.json'), readiness: READINESS, functions });
 *     const { metadata, spec } = this.composite;
 *     new KubeConfigMap(this, 'note', { metadata: { name: `${metadata.name}-note` }, data: { note: spec.note } });
 *   }
 * }
 *
 * @see https://docs.crossplane.io/latest/composition/compositions/
 */
export abstract class Composition<Spec extends TObject, Status extends TObject> extends Chart {
  /**
   * The composition that a construct is composed by: whatever creates resources finds it from where it stands.
   *
   * @throws Error where the construct is in no composition
   * @example Composition.of(this).when(present(host), () => new KubeIngress(this, 'ingress', …));
   */
  static override of(construct: IConstruct): AnyComposition {
    // To cdk8s, every chart is an instance of every kind of chart.
    const found = construct.node.scopes.find((scope): scope is AnyComposition => #reported in scope);
    if (!found) throw new Error(`${construct.node.path} is in no Composition: create it within one`);
    return found;
  }

  /** The composite's fields; use them wherever a value goes. */
  readonly composite: CompositeReferences<Spec>;
  private readonly conditions = new Map<IConstruct, Condition>();
  readonly #reported: { readonly path: FieldPath; readonly template: Template }[] = [];
  private readonly readiness = new Map<ApiObject, ReadinessRule>();
  private made: readonly Composed[] | undefined;

  /** Adds the Composition and the ClusterRole that lets Crossplane make its resources to `scope`. */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: CompositionProps<Spec, Status>,
  ) {
    // A tree of its own: what is composed is no object of the scope's chart.
    super(new App(), id);
    const composite = { source: this, title: props.composite.kind };
    this.composite = {
      metadata: references(METADATA, composite, ['metadata']) as References<typeof METADATA>,
      spec: references(openApiSchema(props.composite).properties?.spec ?? {}, composite, ['spec']) as References<Spec>,
    };
    const object = { apiVersion: 'apiextensions.crossplane.io/v1', kind: 'Composition', metadata: { name: id } };
    new DeferredObject(scope, id, object, () => ({ spec: this.toSpec() }));
    new ComposeClusterRole(scope, `${id}-role`, `crossplane:compose:${id}`, () =>
      this.composed.map(({ object: { apiGroup }, kind: { plural } }) => ({
        group: apiGroup === 'core' ? '' : apiGroup,
        plural,
      })),
    );
  }

  /**
   * Composes what `build` creates only where the condition holds; conditions within conditions add up.
   *
   * @throws Error where the condition asks the composite of another composition
   * @example this.when(present(spec.host), () => new KubeIngress(this, 'ingress', …));
   */
  when(condition: Condition | BooleanReference, build: () => void): void {
    const added = toCondition(condition);
    for (const source of added.sources) {
      if (source !== this) throw new Error(`${this.node.id}: a condition asks a composite of another composition`);
    }
    const before = new Set(this.node.findAll());
    build();
    for (const construct of this.node.findAll()) {
      if (before.has(construct)) continue;
      const inner = this.conditions.get(construct);
      this.conditions.set(construct, inner ? all(added, inner) : added);
    }
  }

  /**
   * Says when one resource is ready, where its kind's rule does not fit it.
   *
   * @throws Error where the construct is no resource, or not of this composition
   * @example Composition.of(this).readyWhen(job, Readiness.condition('Complete'));
   */
  readyWhen(construct: IConstruct, rule: ReadinessRule): void {
    const object = ApiObject.of(construct);
    if (!object.node.scopes.includes(this)) throw new Error(`${object.node.path} is not composed by ${this.node.id}`);
    this.readiness.set(object, rule);
  }

  /**
   * References to the fields that a composed resource is observed to have, for {@link report}.
   *
   * @throws Error where the kind is not known; a field that the kind lacks fails where it is asked for
   * @example const { status } = composition.observe<Deployment>(deployment);
   */
  observe<T extends object>(construct: IConstruct): Observed<T> {
    const object = ApiObject.of(construct);
    const { schema } = located(object, () => this.kindOf(object));
    const properties = { ...schema.properties, metadata: OBSERVED_METADATA };
    const observed = { source: object, title: `${object.node.path}, a ${object.kind},` };
    return references({ type: 'object', properties }, observed) as Observed<T>;
  }

  /**
   * Writes what is observed into the composite's status. Where two resources report one field, the later one's stands.
   *
   * @throws Error where a value is the same for every composite
   * @example this.report({ ready: this.observe<Deployment>(deployment).status.readyReplicas });
   */
  report(status: Report<Static<Status>>): void {
    const at = (value: unknown, path: FieldPath): void => {
      if (value === undefined) return;
      const node = parseManifest(value as Json, path);
      const [literal] = literalsIn(node, path);
      if (literal) throw new Error(`${this.node.id}: status.${literal.path.join('.')} is the same for every composite`);
      for (const { path: field, template } of referencesIn(node, path)) this.#reported.push({ path: field, template });
    };
    at(status, []);
  }

  /**
   * What this composition makes of a composite, as the reconciler and its functions would.
   *
   * @param composite with its defaults filled in
   * @param observed the resources that exist already, by their names in the composition; @default - none
   * @throws Error naming the construct that is wrong, the field and what to write instead
   */
  render(composite: Composite, observed: ReadonlyMap<string, unknown> = new Map()): Rendered {
    const composed = new Map<string, Json>();
    const status: Record<string, Json> = {};
    const unready: string[] = [];
    for (const resource of this.composed) {
      const seen = observed.get(resource.name);
      const objectOf = ({ source }: Expression) => (source === this ? composite : seen);
      for (const { path, template } of seen === undefined ? [] : resource.reports) {
        const value = evaluate(template, objectOf);
        if (value !== undefined) setValueAt(status, path, value);
      }
      if (resource.condition && !resource.condition.holds(composite)) continue;
      const manifest = resolveManifest(resource.manifest, (template) => evaluate(template, objectOf)) as Json;
      composed.set(resource.name, ownedBy(composite, resource.name, manifest, seen));
      if (seen === undefined || !resource.readiness.satisfied(seen)) unready.push(resource.name);
    }
    return { composed, status: Object.keys(status).length > 0 ? status : undefined, unready };
  }

  /** The composed resources, checked. @throws Error naming the construct that is wrong */
  private get composed(): readonly Composed[] {
    this.made ??= this.compose();
    return this.made;
  }

  private compose(): Composed[] {
    // What is created from now on would be in nothing that is written.
    this.node.lock();
    const names = new Map<string, string>();
    const objects = this.node.findAll().filter((construct) => construct instanceof ApiObject);
    const result = objects.map((object) =>
      located(object, () => {
        const composed = this.composeOne(object);
        const other = names.get(composed.name);
        if (other) throw new Error(`the composition already has a resource ${composed.name}, of ${other}`);
        names.set(composed.name, object.node.path);
        return composed;
      }),
    );
    assertDistinct(result);
    for (const { path, template } of this.#reported) {
      const stray = template.parts.find(
        (part) => typeof part !== 'string' && !result.some(({ object }) => object === part.source),
      );
      if (stray)
        throw new Error(`${this.node.id}: status.${path.join('.')} reports no composed resource of this composition`);
    }
    return result;
  }

  private composeOne(object: ApiObject): Composed {
    const ids = object.node.scopes.slice(2).map(({ node }) => node.id);
    if (ids.some(holdsReference)) {
      throw new Error('a field reference is part of a construct’s id: ids are the same for every composite');
    }
    const name = ids.filter((id) => id !== 'Resource' && id !== 'Default').join('-');
    if (name === '') throw new Error('its id gives it no name in the composition: choose another');
    const kind = this.kindOf(object);
    const key = `${object.apiVersion}/${object.kind}`;
    const readiness = this.readiness.get(object) ?? this.props.readiness[key];
    if (!readiness) throw new Error(`no readiness rule is given for ${key}: say when it is ready`);
    if (kind.scope === 'Cluster') throw new Error(`${key} is cluster-scoped: a namespaced composite cannot own it`);

    const written = object.toJson();
    const lost = droppedField(object, written);
    if (lost) {
      throw new Error(
        `${lost.join('.')} is given, but ${object.constructor.name} does not know it and leaves it out: spell it as its type does, or use ApiObject, which takes any field`,
      );
    }
    const manifest = mapReferences(parseManifest(written), (path, template) => asTarget(kind.schema, path, template));
    const condition = this.conditions.get(object);
    const found = [...referencesIn(manifest)];
    if (!found.some(({ path }) => path.join('.') === 'metadata.name')) {
      throw new Error(`its name is ${object.name} for every composite: make it of this.composite.metadata.name`);
    }
    const ensured = new Set(condition?.ensures.map((field) => field.join('\0')));
    const isThere = ({ parts }: Template) =>
      parts.every((part) => typeof part === 'string' || part.optional.every((field) => ensured.has(field.join('\0'))));
    const least = resolveManifest(manifest, (template) => (isThere(template) ? true : undefined)) as Json;
    for (const { path, template } of found) {
      for (const expression of template.parts) {
        if (typeof expression === 'string') continue;
        if (expression.source !== this)
          throw new Error(`${describe(expression)} is used outside its composition, where it has no value`);
        if (expression.fallback !== undefined && template.parts.length > 1) {
          throw new Error(`${describe(expression)} has an orElse(…) within a text: that works only for a whole value`);
        }
        if (expression.unless === undefined) continue;
        checkUnless(openApiSchema(this.props.composite), expression);
        if (valueAt(least, path.slice(0, -1)) === undefined) {
          throw new Error(
            `${describe(expression)} has an orElse(… unless …) in ${path.slice(0, -1).join('.') || 'no map'}: that works only in a map that is always there`,
          );
        }
      }
      checkReference(kind.schema, path, template);
      if (!isThere(template)) checkMissing(kind.schema, path, template, least);
    }
    for (const { path, value } of literalsIn(manifest)) {
      if (path[0] !== 'apiVersion' && path[0] !== 'kind') checkLiteral(kind.schema, path, value);
    }
    const reports = this.reportsOf(object);
    const resource = toResource(name, manifest, readiness, reports);
    return { name, object, manifest, kind, readiness, condition, reports, resource };
  }

  private reportsOf(object: ApiObject): Composed['reports'] {
    const status = openApiSchema(this.props.composite).properties?.status ?? {};
    return this.#reported
      .filter(({ template }) => template.parts.some((part) => typeof part !== 'string' && part.source === object))
      .map(({ path, template }) => {
        const several = template.parts.some((part) => typeof part !== 'string' && part.source !== object);
        if (several) throw new Error(`status.${path.join('.')} reports several resources: each field is made of one`);
        if (template.parts.some((part) => typeof part !== 'string' && part.fallback !== undefined)) {
          throw new Error(
            `status.${path.join('.')} has an orElse(…) or whether(…): of a field that is not observed nothing is reported`,
          );
        }
        checkReference({ type: 'object', properties: { status } }, ['status', ...path], template);
        return { path, template };
      });
  }

  private kindOf({ apiVersion, kind }: ApiObject): ComposableKind {
    const found = this.props.kinds(apiVersion, kind);
    if (!found) throw new Error(`the schema of ${apiVersion}/${kind} is not known: add the kind to the imports`);
    return found;
  }

  private toSpec(): Json {
    const { composite, functions } = this.props;
    const compose = {
      step: 'compose',
      functionRef: { name: functions.patchAndTransform },
      input: {
        apiVersion: 'pt.fn.crossplane.io/v1beta1',
        kind: 'Resources',
        ...withPatchSet(this.composed.map(({ resource }) => resource)),
      },
    };
    const filters = this.filters();
    const filter = {
      step: 'filter',
      functionRef: { name: functions.celFilter },
      input: { apiVersion: 'cel.fn.crossplane.io/v1beta1', kind: 'Filters', filters },
    };
    return {
      compositeTypeRef: { apiVersion: apiVersionOf(composite), kind: composite.kind },
      mode: 'Pipeline',
      pipeline: filters.length > 0 ? [compose, filter] : [compose],
    };
  }

  /** Resources under the same condition share a filter. */
  private filters(): Json[] {
    const names = new Map<string, string[]>();
    for (const { name, condition } of this.composed) {
      if (condition) names.set(condition.cel, [...(names.get(condition.cel) ?? []), name]);
    }
    return [...names].map(([expression, group]) => ({
      name: `(${group.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})`,
      expression,
    }));
  }
}

/**
 * Fails where two resources would be one object in the cluster.
 * @throws Error naming both
 */
function assertDistinct(resources: readonly Composed[]): void {
  const found = new Map<string, Composed[]>();
  for (const resource of resources) {
    const { object, manifest } = resource;
    const template = [...referencesIn(manifest)].find(({ path }) => path.join('.') === 'metadata.name')?.template;
    const name = template?.parts.map((part) =>
      typeof part === 'string' ? part : { path: part.path, transforms: part.transforms, fallback: part.fallback },
    );
    const key = JSON.stringify([object.apiGroup, object.kind, name]);
    for (const other of found.get(key) ?? []) {
      if (resource.condition && other.condition && exclude(resource.condition, other.condition)) continue;
      const title = template?.parts
        .map((part) => (typeof part === 'string' ? part : `{${part.path.join('.')}}`))
        .join('');
      throw new Error(
        `${object.node.path}: metadata.name is ${title}, and so is that of ${other.object.node.path}, a ${object.kind} too: give one of them another name, or put them under conditions that exclude each other, such as when(equals(…)) and when(not(equals(…)))`,
      );
    }
    found.set(key, [...(found.get(key) ?? []), resource]);
  }
}

/** Does something with a construct; what fails names it. */
function located<T>({ node }: IConstruct, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(readable(`${node.path}: ${(error as Error).message}`), { cause: error });
  }
}

/** A resource of function-patch-and-transform. */
type Resource = {
  readonly name: string;
  readonly base: Json;
  readonly readinessChecks: readonly Json[];
  readonly patches: readonly Json[];
};

function toResource(
  name: string,
  manifest: ManifestNode,
  readiness: ReadinessRule,
  reports: Composed['reports'],
): Resource {
  const { base, patches } = toPatched(manifest);
  const reported = reports.map(({ path, template }) => toPatch(template, 'ToComposite', ['status', ...path]));
  return { name, base, readinessChecks: [readiness.check], patches: [...patches, ...reported] };
}

/** Keeps the patches that every resource has, such as its labels', in one place. */
function withPatchSet(resources: readonly Resource[]): { readonly [key: string]: Json } {
  const textsOf = ({ patches }: Resource) => new Set(patches.map((patch) => JSON.stringify(patch)));
  const [first = new Set<string>(), ...others] = resources.map(textsOf);
  const common = new Set([...first].filter((text) => others.every((texts) => texts.has(text))));
  if (others.length === 0 || common.size === 0) return { resources };
  const name = 'common';
  return {
    patchSets: [{ name, patches: [...common].map((text) => JSON.parse(text) as Json) }],
    resources: resources.map((resource) => ({
      ...resource,
      patches: [
        { type: 'PatchSet', patchSetName: name },
        ...resource.patches.filter((patch) => !common.has(JSON.stringify(patch))),
      ],
    })),
  };
}
