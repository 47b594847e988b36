import { BlockList, isIP } from 'node:net';

/** The keywords of JSON Schema that a field is described with. */
export interface FieldSchema {
  readonly type?: string;
  readonly format?: 'ip';
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly anyOf?: readonly FieldSchema[];
  readonly not?: { readonly anyOf: readonly FieldSchema[] };
}

/**
 * Whether a value is what a schema says, `not` aside. Of JSON Schema only what {@link FieldSchema} has, since the
 * compiler of TypeBox takes longer to load than a thousand registrations to read.
 */
export function satisfies(schema: FieldSchema, value: unknown): boolean {
  if (schema.anyOf !== undefined) return schema.anyOf.some((one) => satisfies(one, value));
  if (schema.enum !== undefined && !schema.enum.includes(value)) return false;
  switch (schema.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value) && (value as number) >= schema.minimum! && (value as number) <= schema.maximum!;
    default:
      if (typeof value !== 'string') return false;
      if (value.length < (schema.minLength ?? 0)) return false;
      if (schema.maxLength !== undefined && [...value].length > schema.maxLength) return false;
      if (schema.format === 'ip' && !isAddress(value)) return false;
      return schema.pattern === undefined || patternOf(schema.pattern).test(value);
  }
}

/** Whether a text is an address as Kubernetes takes it: of no zone, and of IPv4 only as IPv4 writes it. */
function isAddress(text: string): boolean {
  if (isIP(text) !== 6) return isIP(text) === 4;
  return !text.includes('%') && !MAPPED.check(text, 'ipv6');
}

const MAPPED = new BlockList();
MAPPED.addSubnet('::ffff:0:0', 96, 'ipv6');

const patterns = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  const pattern = patterns.get(source) ?? new RegExp(source, 'u');
  patterns.set(source, pattern);
  return pattern;
}
