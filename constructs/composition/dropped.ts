import { ApiObject } from 'cdk8s';
import type { FieldPath } from './field-path';

/**
 * A field that was given to a construct and is not in what it writes. Generated constructs write the fields that they
 * know, and say nothing of others: of a newer version of the kind, say, or what a JSON patch adds.
 */
export function droppedField(object: ApiObject, written: unknown): FieldPath | undefined {
  if (object.toJson === ApiObject.prototype.toJson) return undefined;
  return dropped(ApiObject.prototype.toJson.call(object), written, []);
}

function dropped(given: unknown, written: unknown, path: FieldPath): FieldPath | undefined {
  if (typeof given !== 'object' || given === null || Object.keys(given).length === 0) return undefined;
  if (written === undefined) return path;
  // An object that became a text or a number, such as IntOrString.
  if (typeof written !== 'object' || written === null) return undefined;
  const names = new Map(Object.keys(written).map((name) => [plainName(name), name]));
  for (const [name, item] of Object.entries(given)) {
    const writtenName = Object.hasOwn(written, name) ? name : names.get(plainName(name));
    const below = [...path, Array.isArray(given) ? Number(name) : name];
    if (writtenName === undefined) {
      const isEmpty = typeof item === 'object' && Object.keys(item as object).length === 0;
      if (!isEmpty) return below;
      continue;
    }
    const found = dropped(item, (written as Record<string, unknown>)[writtenName], below);
    if (found) return found;
  }
  return undefined;
}

/** Constructs call `clusterIP` `clusterIp`, and `$ref` `ref`. */
function plainName(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}
