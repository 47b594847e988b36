import { cpus } from 'node:os';
import { readRegistrations } from '../../constructs/registration/read';
import { synthesize } from '../../constructs/synthesize';
import { settings } from '../../main';

/** What one run of a program was measured to take. */
export interface Measurement {
  /** Seconds from the start of the process to its last action. */
  readonly process: number;
  /** Seconds of that for the work itself, without loading the program. */
  readonly work: number;
  /** Largest resident memory, in MiB. */
  readonly memory: number;
  /** Objects written. */
  readonly objects: number;
}

/** Measures the main job: registrations from one folder, everything into another. */
function main([apps, out]: readonly string[]): Measurement {
  const loaded = performance.now();
  const tree = synthesize(settings(), readRegistrations(apps as string));
  tree.write(out as string);
  const ended = performance.now();
  return {
    process: ended / 1000,
    work: (ended - loaded) / 1000,
    memory: process.resourceUsage().maxRSS / 1024,
    objects: [...tree.objects().values()].reduce((sum, count) => sum + count, 0),
  };
}

if (require.main === module) console.log(JSON.stringify(main(process.argv.slice(2))));

/** The machine, as the table names it. */
export function machine(): string {
  return `${cpus().length} × ${cpus()[0]?.model}, Node.js ${process.version}`;
}
