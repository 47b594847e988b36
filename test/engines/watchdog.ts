import { rmSync } from 'node:fs';

/*
 * Ends what a run has started, once the run itself has ended in whatever way, and removes its folder. It reads process
 * ids from stdin, a line each, with a minus where one has ended by itself, and acts when stdin ends: a run that is
 * killed closes it too.
 */
const [folder] = process.argv.slice(2);
const running = new Set<number>();
let text = '';

process.stdin.setEncoding('utf8').on('data', (chunk) => {
  const lines = (text + chunk).split('\n');
  text = lines.pop() as string;
  for (const line of lines) {
    const pid = Math.abs(Number(line));
    if (line.startsWith('-')) running.delete(pid);
    else running.add(pid);
  }
});

process.stdin.on('end', () => {
  for (const pid of running) {
    try {
      // Each leads a group of its own, which holds what it has started in turn.
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It ended a moment ago.
    }
  }
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

// A terminal's Ctrl-C is the run's to act on.
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
