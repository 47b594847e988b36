import * as pulumi from '@pulumi/pulumi';

/** What a stack's state held when the program began. */
export class StackState {
  readonly #names = new Map<string, Set<string>>();

  /** @param urns of all resources in the state, `urn:pulumi:<stack>::<project>::<types>::<name>` each */
  constructor(urns: readonly string[]) {
    for (const urn of urns) {
      const [, , types = '', ...name] = urn.split('::');
      const type = types.split('$').at(-1) as string;
      const names = this.#names.get(type) ?? new Set();
      this.#names.set(type, names.add(name.join('::')));
    }
  }

  /**
   * Reads the state of the stack that is being brought up. What an earlier run made before it failed is in it too, which
   * a reference to the stack's outputs would not tell.
   */
  static async read(): Promise<StackState> {
    const stackName = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
    const { outputs } = await pulumi.runtime.invoke('pulumi:pulumi:readStackResourceOutputs', { stackName });
    return new StackState(Object.keys(outputs));
  }

  /** Names of the resources of a type, e.g. `github:index/repository:Repository`. */
  namesOf(type: string): ReadonlySet<string> {
    return this.#names.get(type) ?? new Set();
  }
}
