import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFile } from '../../constructs/schemas/kind-schema';
import { type Definition, parseDefinitions, pickDefinition } from './definitions';
import { checkFluxController } from './flux';
import { downloadModule, readModuleFile } from './go-module';
import { type KindWithSchema, kubernetesKind, objectMeta, type Swagger } from './kubernetes';
import { withObjectFields } from './schemas';
import { DEFINITION_MODULES, KUBERNETES_MODULE } from './table';
import { writeConstructs } from './typescript';

/** Where the files in `imports/` come from: `imports/provenance.json`. */
export interface Provenance {
  readonly modules: readonly {
    readonly module: string;
    readonly version: string;
    /** Go's checksum of the module's archive, `h1:…`. */
    readonly sum: string;
    /** SHA-256, hexadecimal, of each file that was read, by its path within the module. */
    readonly files: Readonly<Record<string, string>>;
  }[];
}

/** How much was written. */
export interface Generated {
  readonly constructs: number;
  readonly schemas: number;
}

/**
 * Writes everything in `imports/` but its `tsconfig.json`.
 *
 * @param folder an empty folder
 * @param progress told of each step as it begins
 * @throws UserError where a module or what the table names in it cannot be had
 */
export async function generate(folder: string, progress: (step: string) => void): Promise<Generated> {
  const modules: Provenance['modules'][number][] = [];
  const open = async (module: string, version: string) => {
    progress(`${module}@${version}`);
    const source = await downloadModule(module, version);
    const files: Record<string, string> = {};
    modules.push({ module, version, sum: source.sum, files });
    return (path: string) => {
      const { text, sha256 } = readModuleFile(source, path);
      files[path] = sha256;
      return text;
    };
  };

  const definitions: Definition[] = [];
  for (const { module, version, definitions: wanted } of DEFINITION_MODULES) {
    const read = await open(module, version);
    for (const file of new Set(wanted.map((one) => one.file))) {
      const text = read(file);
      checkFluxController(file, text);
      const parsed = parseDefinitions(text);
      definitions.push(...wanted.filter((one) => one.file === file).map((one) => pickDefinition(parsed, one)));
    }
  }
  const readKubernetes = await open(KUBERNETES_MODULE.module, KUBERNETES_MODULE.version);
  const swagger: Swagger = JSON.parse(readKubernetes(KUBERNETES_MODULE.file));

  progress('cdk8s import');
  await writeConstructs(definitions, folder);

  progress('schemas');
  const metadata = objectMeta(swagger);
  const kinds: KindWithSchema[] = [
    ...definitions.map((one) => ({ ...one, schema: withObjectFields(one.schema, metadata) })),
    ...KUBERNETES_MODULE.kinds.map((one) => kubernetesKind(swagger, one)),
  ];
  mkdirSync(join(folder, 'schemas'));
  const index: Record<string, Record<string, unknown>> = {};
  for (const { apiVersion, kind, plural, scope, schema } of kinds) {
    writeJson(join(folder, 'schemas', schemaFile(apiVersion, kind)), schema);
    index[apiVersion] = { ...index[apiVersion], [kind]: { plural, scope } };
  }
  writeJson(join(folder, 'schemas', 'index.json'), index);
  writeJson(join(folder, 'provenance.json'), { modules } satisfies Provenance);
  return { constructs: definitions.length, schemas: kinds.length };
}

/** Writes JSON that differs only where its content does: sorted by key, one value a line. */
function writeJson(path: string, value: unknown): void {
  const sorted = (_key: string, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one;
  writeFileSync(path, `${JSON.stringify(value, sorted, 1)}\n`);
}
