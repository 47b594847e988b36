export type { Amount } from './amount';
export { holds as ruleHolds } from './cel';
export {
  type AnyComposition,
  Composition,
  type CompositionProps,
  type Rendered,
  type Report,
} from './composition';
export { all, any, type Condition, equals, greaterThan, not, present } from './condition';
export {
  apiVersionOf,
  type CompositeDefinition,
  CompositeResourceDefinition,
  openApiSchema,
  type PrinterColumn,
} from './definition';
export { assertNoReferences, replaceReferences } from './expression';
export type { Json } from './field-path';
export { type ComposableKind, type Kinds, kindsOf } from './kinds';
export type { Composite } from './ownership';
export { Readiness, type ReadinessRule } from './readiness';
export * from './reference';
export { brief, type DefaultingSchema, type JsonSchema, validateValue, withDefaults } from './validate';
