import { MockMonitor, setMocks } from '@pulumi/pulumi/runtime/mocks';
import { problemsOf } from './provider-schema';

/** A resource that a program declared. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: each type has inputs of its own, and a wrong path fails the assertion
  readonly inputs: any;
  readonly options: {
    /** Type and name of the resource that it belongs to. */
    readonly parent: string;
    /** Type and name of the resource that takes it along when it goes. */
    readonly deletedWith: string;
    readonly protect: boolean;
    readonly retainOnDelete: boolean;
    readonly ignoreChanges: readonly string[];
    /** How many hooks are called before it is created. */
    readonly beforeCreate: number;
  };
}

/** Answers a call of a provider's function; undefined for one that it does not know. */
export type Answer = (token: string, args: Readonly<Record<string, unknown>>) => Record<string, unknown> | undefined;

export interface MockedEngine {
  /** What was declared, in that order. */
  readonly declared: readonly Declared[];
  /** What is wrong with the inputs of it. */
  readonly problems: readonly string[];
  /** Waits until every Output has its value and everything is declared. */
  readonly settled: () => Promise<void>;
  /** Functions that were called, with their arguments. */
  readonly calls: readonly (readonly [token: string, args: Readonly<Record<string, unknown>>])[];
}

/** A registration as it reaches the engine. */
interface Request {
  getParent(): string;
  getDeletedwith(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getIgnorechangesList(): string[];
  getHooks(): { getBeforeCreateList(): string[] } | undefined;
}

/** The last part of a URN: type and name. */
function shortened(urn: string): string {
  return urn.split('::').slice(2).join(' ').split('$').at(-1) ?? '';
}

/** Adds to the SDK's own mock of the engine what it leaves out: the options of resources, and that hooks are known. */
const { registerResource } = MockMonitor.prototype;
let optionsOf: Declared['options'][] = [];
Object.assign(MockMonitor.prototype, {
  registerResourceHook: (_: unknown, done: (error: null, answer: object) => void) => done(null, {}),
  registerResource(this: MockMonitor, request: Request, done: (error: unknown, answer: unknown) => void) {
    optionsOf.push({
      parent: shortened(request.getParent()),
      deletedWith: shortened(request.getDeletedwith()),
      protect: request.getProtect(),
      retainOnDelete: request.getRetainondelete(),
      ignoreChanges: request.getIgnorechangesList(),
      beforeCreate: request.getHooks()?.getBeforeCreateList().length ?? 0,
    });
    return registerResource.call(this, request, done);
  },
});

/** What the SDK itself waits for at a program's end; it is not among its types. */
const { waitForRPCs } = require('@pulumi/pulumi/runtime/settings') as { waitForRPCs: () => Promise<void> };

/** Sets Pulumi's mocks; anything that declares resources is to be imported after that. */
export async function mockEngine(stack: string, preview: boolean, answer: Answer): Promise<MockedEngine> {
  const declared: Declared[] = [];
  const problems: string[] = [];
  const calls: (readonly [string, Readonly<Record<string, unknown>>])[] = [];
  optionsOf = [];
  await setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        declared.push({ type, name, inputs, options: optionsOf[declared.length] as Declared['options'] });
        if (type.startsWith('github:')) problems.push(...problemsOf(type, inputs).map((one) => `${name}: ${one}`));
        return { id: preview ? undefined : `${name}-id`, state: inputs };
      },
      call: ({ token, inputs }) => {
        calls.push([token, inputs]);
        const answered = answer(token, inputs);
        if (answered === undefined)
          throw Object.assign(new Error(), { details: `404: ${token} ${JSON.stringify(inputs)}` });
        return answered;
      },
    },
    'developer-platform',
    stack,
    preview,
    'organization',
  );
  return { declared, problems, calls, settled: waitForRPCs };
}
