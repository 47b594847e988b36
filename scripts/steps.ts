import type { WriteStream } from 'node:tty';
import { paint } from './console';

const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/**
 * Shows the steps of a command that takes long: on a terminal those that are done, and the one that is under way with
 * the time that it has taken so far; elsewhere a line where each begins.
 */
export class Steps {
  private step: string | undefined;
  private began = 0;
  private frame = 0;
  private readonly timer = setInterval(() => this.draw(), 100).unref();

  constructor(private readonly out: WriteStream = process.stderr) {}

  /** Says what is about to be done; what was said before is done then. */
  readonly begin = (step: string): void => {
    this.finish();
    this.step = step;
    this.began = performance.now();
    if (!this.out.isTTY) this.out.write(`… ${step}\n`);
  };

  /** Nothing is under way any more. @param succeeded whether the last step is done */
  end(succeeded: boolean): void {
    clearInterval(this.timer);
    this.finish(succeeded);
  }

  private finish(succeeded = true): void {
    if (this.step === undefined) return;
    const mark = succeeded ? paint('green', '✔', this.out) : paint('red', '✘', this.out);
    if (this.out.isTTY) this.rewrite(`${mark} ${this.step} ${this.taken(1)}\n`);
    this.step = undefined;
  }

  private draw(): void {
    if (!this.out.isTTY || this.step === undefined) return;
    this.frame = (this.frame + 1) % FRAMES.length;
    this.rewrite(`${FRAMES[this.frame]} ${this.step} ${this.taken(0)}`);
  }

  /** Writes over the line that is there. */
  private rewrite(text: string): void {
    this.out.write(`\r\u001B[2K${text}`);
  }

  private taken(digits: number): string {
    return paint('dim', `${((performance.now() - this.began) / 1000).toFixed(digits)} s`, this.out);
  }
}
