import { writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { openApiSchema } from '../constructs/composition';
import { XNodeApp } from '../constructs/node-app/definition';
import type { JsonSchema } from '../constructs/schemas/kind-schema';
import { UserError } from '../constructs/settings/user-error';
import { CREATED, UPDATED, type UpdateCase } from '../test/golden/admission-cases';
import {
  ADMISSION_RECORD,
  type AdmissionRecord,
  type Answer,
  inputDigests,
  toAnswer,
} from '../test/golden/admission-record';
import { ApiServer } from '../test/golden/api-server';
import { progress, run } from './console';

const HELP = `Usage: npm run record:admission

Asks a real API server to create and change the XNodeApps in test/golden/admission-cases.ts, and keeps its answers in
test/golden/admission.json. It must already serve XNodeApp by the definition in dist/platform/definitions, with
Crossplane running. Almost everything is asked as a dry run; for a change, the XNodeApp is there, paused, for a moment.
Settings, from the environment:

  KUBECONFIG   the cluster, with a client certificate or a token
  NAMESPACE    a namespace that exists and holds no XNodeApp; default: default
`;

const STRICT = 'fieldValidation=Strict';
const DRY_RUN = 'dryRun=All';

run(HELP, {}, async () => {
  const { KUBECONFIG, NAMESPACE = 'default' } = process.env;
  if (!KUBECONFIG) throw new UserError(`KUBECONFIG is not set\n${HELP}`);
  const server = ApiServer.ofKubeconfig(KUBECONFIG);
  await assertServed(server);
  const composites = `/apis/${XNodeApp.group}/${XNodeApp.version}/namespaces/${NAMESPACE}/${XNodeApp.plural}`;

  const created: Record<string, Answer> = {};
  for (const [name, composite] of Object.entries(CREATED)) {
    const { code, body } = await server.ask('POST', `${composites}?${DRY_RUN}&${STRICT}`, composite);
    if (code === 404 || code === 409) throw new UserError(`${composites}: ${body.message}`);
    created[name] = toAnswer(code, body);
  }
  progress(`${Object.keys(created).length} creations`);

  const updated: Record<string, Answer> = {};
  for (const [name, change] of Object.entries(UPDATED)) updated[name] = await update(server, composites, change);
  progress(`${Object.keys(updated).length} changes`);

  const { body: version } = await server.ask('GET', '/version');
  const record: AdmissionRecord = { apiServer: version.gitVersion, inputs: inputDigests(), created, updated };
  writeFileSync(ADMISSION_RECORD, `${JSON.stringify(record, undefined, 1)}\n`);
  console.log(`The answers of kube-apiserver ${record.apiServer} are in test/golden/admission.json.`);
});

/** @throws UserError where XNodeApp is not served, or by another schema than this one */
async function assertServed(server: ApiServer): Promise<void> {
  const name = `${XNodeApp.plural}.${XNodeApp.group}`;
  const { body } = await server.ask('GET', `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`);
  const served: JsonSchema | undefined = body.spec?.versions[0].schema.openAPIV3Schema;
  // Crossplane adds a field of its own.
  const { crossplane: _, ...fields } = served?.properties?.spec?.properties ?? {};
  const schema = openApiSchema(XNodeApp) as JsonSchema;
  const rules = (of?: JsonSchema) =>
    (of as { 'x-kubernetes-validations'?: unknown } | undefined)?.['x-kubernetes-validations'];
  if (!isDeepStrictEqual([fields, rules(served)], [schema.properties?.spec?.properties, rules(schema)])) {
    throw new UserError(`the API server does not serve ${name} as dist/platform/definitions has it: apply that first`);
  }
}

/** Creates, asks for the change, and deletes. */
async function update(server: ApiServer, composites: string, { before, after }: UpdateCase): Promise<Answer> {
  const paused = JSON.parse(before);
  paused.metadata.annotations = { 'crossplane.io/paused': 'true' };
  const { code, body } = await server.ask('POST', `${composites}?${STRICT}`, JSON.stringify(paused));
  if (code !== 201) throw new UserError(`${composites}: ${body.message}`);
  const path = `${composites}/${body.metadata.name}`;
  try {
    const patch = [{ op: 'replace', path: '/spec', value: JSON.parse(after).spec }];
    const answer = await server.ask('PATCH', `${path}?${DRY_RUN}&${STRICT}`, JSON.stringify(patch));
    return toAnswer(answer.code, answer.body);
  } finally {
    await server.ask('DELETE', path);
  }
}
