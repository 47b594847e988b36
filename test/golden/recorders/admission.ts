import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { App, Chart } from 'cdk8s';
import { writeWhole } from '../../../constructs/output/whole-file';
import { CompositeResourceDefinition } from '../../../constructs/composition';
import { XNodeApp } from '../../../constructs/node-app/definition';
import { platform } from '../../settings';
import { Authority } from '../../engines/certificates';
import { Daemons } from '../../engines/daemons';
import { ControlPlane } from '../../engines/plane/control-plane';
import { startCrossplane } from '../../engines/plane/crossplane';
import { CREATED, UPDATED, type UpdateCase } from '../admission-cases';
import { ADMISSION_RECORD, type AdmissionRecord, type Answer, inputDigests, toAnswer } from '../admission-record';
import { ApiServer } from '../api-server';
import type { Recorder } from './recorder';

const STRICT = 'fieldValidation=Strict';
const DRY_RUN = 'dryRun=All';
const COMPOSITES = `/apis/${XNodeApp.group}/${XNodeApp.version}/namespaces/default/${XNodeApp.plural}`;
const LOGS = join(__dirname, '..', '..', '..', 'record-logs');

/** What the real API server answered. */
export function admissionRecord(): AdmissionRecord {
  return JSON.parse(readFileSync(ADMISSION_RECORD, 'utf8'));
}

/** What a real API server makes of every XNodeApp in test/golden/admission-cases.ts. */
export const ADMISSION: Recorder = {
  name: 'admission',
  stale() {
    const { inputs, apiServer } = admissionRecord();
    const isFresh = isDeepStrictEqual(inputs, inputDigests()) && apiServer === `v${platform.versions.kubernetes}`;
    return isFresh ? [] : ['admission'];
  },
  async record({ find, progress }) {
    const programs = {
      etcd: await find('etcd'),
      apiServer: await find('apiServer'),
      controllerManager: await find('controllerManager'),
      crossplane: await find('crossplane'),
    };
    progress('admission: starting an API server, and Crossplane, which makes the definition of XNodeApp');
    const daemons = new Daemons(LOGS);
    try {
      const context = { name: 'admission', daemons, authority: await Authority.create(), programs };
      const plane = await ControlPlane.start(context);
      await startCrossplane(plane, []);
      const definition = new CompositeResourceDefinition(new Chart(new App(), 'record'), 'definition', XNodeApp);
      await plane.admin.apply([definition.toJson()]);
      const server = ApiServer.ofKubeconfig(plane.adminKubeconfig);
      while ((await server.read(COMPOSITES)).code !== 200) await new Promise((resolve) => setTimeout(resolve, 100));
      return await ask(server, progress);
    } finally {
      await daemons.stop();
    }
  },
};

/** Asks everything; almost all of it as a dry run. @returns what answered */
async function ask(server: ApiServer, progress: (step: string) => void): Promise<string> {
  const created: Record<string, Answer> = {};
  progress(`admission: ${Object.keys(CREATED).length} creations, ${Object.keys(UPDATED).length} changes`);
  for (const [name, composite] of Object.entries(CREATED)) {
    const { code, body } = await server.ask('POST', `${COMPOSITES}?${DRY_RUN}&${STRICT}`, composite);
    created[name] = toAnswer(code, body);
  }
  const updated: Record<string, Answer> = {};
  for (const [name, change] of Object.entries(UPDATED)) updated[name] = await update(server, change);
  const { body } = await server.ask('GET', '/version');
  const record: AdmissionRecord = { apiServer: body.gitVersion, inputs: inputDigests(), created, updated };
  writeWhole(ADMISSION_RECORD, `${JSON.stringify(record, undefined, 1)}\n`);
  return `kube-apiserver ${record.apiServer}`;
}

/** Creates an XNodeApp that is paused, asks for the change, and deletes it. */
async function update(server: ApiServer, { before, after }: UpdateCase): Promise<Answer> {
  const paused = JSON.parse(before);
  paused.metadata.annotations = { 'crossplane.io/paused': 'true' };
  const { code, body } = await server.ask('POST', `${COMPOSITES}?${STRICT}`, JSON.stringify(paused));
  if (code !== 201) throw new Error(`${COMPOSITES}: ${body.message}`);
  const path = `${COMPOSITES}/${body.metadata.name}`;
  try {
    const patch = [{ op: 'replace', path: '/spec', value: JSON.parse(after).spec }];
    const answer = await server.ask('PATCH', `${path}?${DRY_RUN}&${STRICT}`, JSON.stringify(patch));
    return toAnswer(answer.code, answer.body);
  } finally {
    await server.ask('DELETE', path);
  }
}
