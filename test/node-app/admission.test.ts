import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { admit } from '../../constructs/node-app/admission';
import { UserError } from '../../constructs/settings/user-error';
import { CREATED, UPDATED } from '../golden/admission-cases';
import type { Answer } from '../golden/admission-record';
import { ADMISSION, admissionRecord } from '../golden/recorders/admission';

const FILE = 'app.yaml';
const record = admissionRecord();
const skip = ADMISSION.stale().length > 0 && 'the record is stale';

/** Cases in which fields are named otherwise than by the API server, and why. */
const NAMED_OTHERWISE: Readonly<Record<string, string>> = {
  'environment variables as a list': 'unknown fields within the list are looked for before it is seen to be no map',
};

/** Paths of fields in one form: `spec.backend.env[log.level]` is `spec.backend.env.log.level`. */
function normal(fields: readonly (string | undefined)[]): string[] {
  const named = fields.filter((field) => field !== undefined && field !== '<nil>') as string[];
  return [...new Set(named.map((field) => field.replaceAll(/\[([^\]]*)\]/g, '.$1')))].sort();
}

/** What is said of a composite: its spec, or the fields for which it is refused. */
function verdict(text: string): { readonly spec: unknown } | { readonly fields: string[] } {
  try {
    return { spec: (admit(JSON.parse(text), FILE) as unknown as { readonly spec: unknown }).spec };
  } catch (error) {
    assert.ok(error instanceof UserError, `${error}`);
    const lines = error.message.split('\n').map((line) => line.slice(`${FILE}: `.length));
    return { fields: normal(lines.map((line) => line.split(': ')[0])) };
  }
}

function refusal(answer: Answer | undefined) {
  return answer && 'causes' in answer ? answer : undefined;
}

describe('what the real API server is asked', () => {
  it('is at least 60 XNodeApps', () => {
    assert.ok(Object.keys(CREATED).length >= 60);
  });
});

describe('an XNodeApp is taken in as by the real API server', { skip }, () => {
  for (const [name, text] of Object.entries(CREATED)) {
    it(name, () => {
      const answer = record.created[name] as Answer;
      const ours = verdict(text);
      if ('spec' in answer) {
        assert.deepEqual(ours, { spec: answer.spec });
        return;
      }
      assert.ok('fields' in ours, `refused for ${answer.causes.map(({ message }) => message).join(', ')}`);
      const theirs = normal(answer.causes.map(({ field }) => field));
      if (NAMED_OTHERWISE[name] || theirs.length === 0) return;
      // All that is wrong is said at once; the API server stops at unknown fields, and asks no rule of what lacks a field.
      const common = answer.incomplete ? ours.fields.filter((field) => theirs.includes(field)) : ours.fields;
      assert.deepEqual(common, theirs);
    });
  }

  it('naming other fields than the API server in the cases listed here only', () => {
    const others = Object.keys(CREATED).filter((name) => {
      const ours = verdict(CREATED[name] as string);
      const theirs = normal((refusal(record.created[name])?.causes ?? []).map(({ field }) => field));
      return 'fields' in ours && theirs.some((field) => !ours.fields.includes(field));
    });
    assert.deepEqual(others, Object.keys(NAMED_OTHERWISE));
  });
});

describe('a change of an XNodeApp that is there', { skip }, () => {
  for (const [name, { refused }] of Object.entries(UPDATED)) {
    it(`is ${refused ? 'refused' : 'accepted'} where ${name}`, () => {
      const causes = refusal(record.updated[name])?.causes;
      assert.deepEqual(
        causes?.map(({ field }) => field),
        refused && [refused],
      );
    });
  }
});
