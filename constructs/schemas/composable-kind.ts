import type { ComposableKind } from '../composition';
import { kindInfo, kindSchema } from './kind-schema';

/** A kind of the imports, as a composition needs to know it. */
export function composableKind(apiVersion: string, kind: string): ComposableKind | undefined {
  const info = kindInfo(apiVersion, kind);
  const schema = kindSchema(apiVersion, kind);
  return info && schema && { ...info, schema };
}
