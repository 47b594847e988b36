import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { CompositeResourceDefinition, type Json } from '../../constructs/composition';
import { XNodeApp } from '../../constructs/node-app/definition';
import { CREATED, UPDATED } from './admission-cases';

/** Where the answers of the API server are kept. */
export const ADMISSION_RECORD = join(__dirname, '..', '..', '..', 'test', 'golden', 'admission.json');

/** Why the API server refused an object. */
export interface Cause {
  /** Path of the field; undefined where the API server names none. */
  readonly field?: string;
  readonly message: string;
}

/** What the API server answered: the spec, defaults filled in, or why it refused. */
export type Answer =
  | { readonly spec: Json }
  | { readonly code: number; readonly causes: readonly Cause[]; readonly incomplete?: true };

/** What the real API server answered to every case, and what it was asked. */
export interface AdmissionRecord {
  /** Version of the API server. */
  readonly apiServer: string;
  /** SHA-256 of each input's JSON: where one has changed, the record is stale. */
  readonly inputs: Readonly<Record<'definition' | 'cases', string>>;
  readonly created: Readonly<Record<string, Answer>>;
  readonly updated: Readonly<Record<string, Answer>>;
}

/** The digests of what the API server is asked. */
export function inputDigests(): AdmissionRecord['inputs'] {
  const definition = new CompositeResourceDefinition(
    new Chart(new App(), 'admission'),
    'definition',
    XNodeApp,
  ).toJson();
  const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
  return { definition: digest(definition), cases: digest([CREATED, UPDATED]) };
}

/** A `Status` of the API server. @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
interface Status {
  readonly code: number;
  readonly message: string;
  readonly details?: { readonly causes?: readonly { readonly field?: string; readonly message: string }[] };
}

/** The API server's answer, as it is kept. */
export function toAnswer(code: number, body: unknown): Answer {
  if (code < 300) return { spec: (body as { readonly spec: Json }).spec };
  const { message, details } = body as Status;
  const unknown = [...message.matchAll(/unknown field "([^"]*)"/g)];
  // Where a field is unknown, nothing else is looked at.
  if (unknown.length > 0) {
    return {
      code,
      causes: unknown.map(([, field]) => ({ field: field as string, message: 'unknown field' })),
      incomplete: true,
    };
  }
  const causes = details?.causes ?? [{ message }];
  const named = causes.filter((cause) => !cause.message.includes('some validation rules were not checked'));
  return {
    code,
    causes: named.map((cause) => ({ ...(cause.field && { field: cause.field }), message: cause.message })).sort(byText),
    ...(named.length < causes.length && { incomplete: true }),
  };
}

/** The API server lists causes in no order of its own. */
function byText(a: Cause, b: Cause): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
