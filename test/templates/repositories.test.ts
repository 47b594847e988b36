import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { platform } from '../../platform';
import { CHECKS } from '../../stacks/github/governed';

const TEMPLATES = join(__dirname, '../../../templates');
const read = (path: string) => readFileSync(join(TEMPLATES, path), 'utf8');

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps?: readonly { readonly uses?: string }[] }>>;
}

describe('the repositories of an app', () => {
  for (const kind of ['frontend', 'backend'] as const) {
    const workflows = `${kind}/.github/workflows`;

    test(`${kind}: has the jobs that a change must pass, in a workflow that runs for it`, () => {
      const workflow = parse(read(`${workflows}/ci.yaml`)) as Workflow & { on: object };
      assert.deepEqual(Object.keys(workflow.jobs), CHECKS[kind]);
      assert.ok('pull_request' in workflow.on);
    });

    test(`${kind}: uses actions that are allowed, by commit`, () => {
      const used = readdirSync(join(TEMPLATES, workflows)).flatMap((file) =>
        [...read(`${workflows}/${file}`).matchAll(/uses: (?!\.\/)(\S+)/g)].map(([, action]) => action as string),
      );
      assert.ok(used.length > 0);
      for (const action of used) {
        assert.match(action, /@[0-9a-f]{40}$/);
        const [name] = action.split('@') as [string];
        const isAllowed = name.startsWith('actions/') || platform.repositories.actions.includes(`${name}@*`);
        assert.ok(isAllowed, `${name} is not among repositories.actions in platform.ts`);
      }
    });

    test(`${kind}: is built of images by digest`, () => {
      const images = [...read(`${kind}/Dockerfile`).matchAll(/^FROM (?:--\S+ )?(\S+)/gm)].map(([, image]) => image);
      assert.ok(images.length > 1);
      for (const image of images) assert.match(image as string, /@sha256:[0-9a-f]{64}$/);
    });
  }

  test('describe the same API', () => {
    assert.equal(read('frontend/openapi.yaml'), read('backend/openapi.yaml'));
  });
});
