import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeWhole } from '../constructs/output/whole-file';
import type { JsonSchema } from '../constructs/schemas/kind-schema';
import { UserError } from '../constructs/settings/user-error';
import { PROVIDER_RECORD, type ProviderRecord, RESOURCES } from '../test/stacks/provider-schema';
import { run } from './console';

const HELP = `Usage: npm run record:provider

Asks the real GitHub provider of Pulumi what inputs its resources take, and keeps that for the resources in use in
test/golden/provider/github.json. It is the provider of the SDK's version. Settings, from the environment:

  PULUMI_GITHUB_PROVIDER  the provider's program; default: pulumi fetches it
`;

/** A property as Pulumi's package schema has it. @see https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/ */
interface Property {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: Property;
  readonly description?: string;
}

interface ObjectType {
  readonly properties: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
}

interface Package {
  readonly version: string;
  readonly resources: Readonly<
    Record<string, { readonly inputProperties: ObjectType['properties']; readonly requiredInputs?: readonly string[] }>
  >;
  readonly types: Readonly<Record<string, ObjectType>>;
}

run(HELP, {}, () => {
  const { version } = require('@pulumi/github/package.json') as { readonly version: string };
  const provider = process.env.PULUMI_GITHUB_PROVIDER ?? `github@${version}`;
  const schema = ask(provider);
  if (schema.version !== version) {
    throw new UserError(`${provider}: given version ${schema.version}; allowed: ${version}, as the SDK has`);
  }
  const resources = Object.fromEntries(
    RESOURCES.map((type) => {
      const resource = schema.resources[type];
      if (!resource) throw new UserError(`${provider} has no ${type}`);
      const { inputProperties: properties, requiredInputs: required } = resource;
      return [type, objectSchema(schema, { properties, ...(required && { required }) })];
    }),
  );
  const record: ProviderRecord = { version, resources };
  mkdirSync(dirname(PROVIDER_RECORD), { recursive: true });
  writeWhole(PROVIDER_RECORD, `${JSON.stringify(record, undefined, 1)}\n`);
  console.log(`What the GitHub provider ${version} says of ${RESOURCES.length} resources is in test/golden/provider.`);
});

function ask(provider: string): Package {
  const args = ['package', 'get-schema', provider];
  const { status, stdout, stderr } = spawnSync('pulumi', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new UserError(`pulumi ${args.join(' ')}: ${stderr || 'pulumi is not on this machine'}`);
  return JSON.parse(stdout) as Package;
}

function objectSchema(schema: Package, { properties, required = [] }: ObjectType): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, propertySchema(schema, property)]),
    ),
    required,
  };
}

function propertySchema(schema: Package, { type, $ref, items, description }: Property): JsonSchema {
  if ($ref) return objectSchema(schema, schema.types[$ref.replace('#/types/', '')] as ObjectType);
  const allowed = type === 'string' ? allowedValues(description) : undefined;
  if (type === 'array' && items) {
    const values = items.type === 'string' ? allowedValues(description) : undefined;
    return { type, items: { ...propertySchema(schema, items), ...(values && { enum: values }) } };
  }
  return { type: type as NonNullable<JsonSchema['type']>, ...(allowed && { enum: allowed }) };
}

/** Values that a description lists: the schema has no enums, the provider checks them by itself. */
function allowedValues(description = ''): readonly string[] | undefined {
  const plain = description.replace(/<span pulumi-lang-nodejs="([^"]*)".*?<\/span>/gs, '$1');
  const sentence = /(?:Can be|Must be one of|Possible values|Allowed values)[^.]*/.exec(plain)?.[0] ?? '';
  const values = [...sentence.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);
  // Pulumi writes values like names of properties; the provider takes them as GitHub does.
  const asGitHub = (value: string) => (/^[a-z]/.test(value) ? value.replace(/[A-Z]/g, '_$&').toLowerCase() : value);
  return values.length > 1 ? values.map(asGitHub) : undefined;
}
