import type { Program } from '../../engines/programs';

/** Finds the programs of the engines, or builds them. */
export interface Engines {
  /** @throws UserError where it can't be had */
  find(name: 'etcd' | 'apiServer' | 'controllerManager' | 'crossplane' | 'celFilter' | 'healthJudge'): Promise<Program>;
  /** Is told what is about to take a while. */
  readonly progress: (step: string) => void;
}

/** A kind of answers that real engines gave, and that tests compare with. */
export interface Recorder {
  /** One word, e.g. `render`. */
  readonly name: string;
  /** Names of the answers that are not to what would be asked now, or not of the engines that the platform runs. */
  stale(): readonly string[];
  /** Names of the answers in which a stand-in took part. @default - none can */
  unconfirmed?(): readonly string[];
  /**
   * Asks the real engines, and keeps their answers.
   *
   * @param names of the answers that are wanted; answers that nobody asks for any more go
   * @returns what answered, for people
   */
  record(engines: Engines, names: readonly string[]): Promise<string>;
}
