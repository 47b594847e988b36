import { parseAllDocuments } from 'yaml';
import type { JsonSchema, KindInfo } from '../../constructs/schemas/kind-schema';
import { UserError } from '../../constructs/settings/user-error';
import { withoutDocumentation } from './schemas';
import type { ImportedDefinition } from './table';

/** One served version of a custom kind. */
export interface Definition extends KindInfo {
  readonly group: string;
  readonly version: string;
  /** The kind's schema without its documentation. */
  readonly schema: JsonSchema;
}

/** What is read of a CustomResourceDefinition. */
interface CustomResourceDefinition {
  readonly kind: 'CustomResourceDefinition';
  readonly spec: {
    readonly group: string;
    readonly scope: KindInfo['scope'];
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: JsonSchema };
    }[];
  };
}

/**
 * Parses the definitions in a file.
 *
 * @param text YAML with one object or more; others than CustomResourceDefinitions are left out
 */
export function parseDefinitions(text: string): CustomResourceDefinition[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS() as { readonly kind?: string } | null)
    .filter((object): object is CustomResourceDefinition => object?.kind === 'CustomResourceDefinition');
}

/**
 * Picks one version of one kind.
 * @throws UserError where no definition serves it
 */
export function pickDefinition(
  definitions: readonly CustomResourceDefinition[],
  { apiVersion, kind, file }: ImportedDefinition,
): Definition {
  const [group = '', version = ''] = apiVersion.split('/');
  const spec = definitions.map((one) => one.spec).find((one) => one.group === group && one.names.kind === kind);
  const served = spec?.versions.find((one) => one.name === version && one.served);
  if (!spec || !served) throw new UserError(`${file} does not serve ${apiVersion} ${kind}`);
  return {
    apiVersion,
    group,
    version,
    kind,
    plural: spec.names.plural,
    scope: spec.scope,
    schema: withoutDocumentation(served.schema.openAPIV3Schema),
  };
}
