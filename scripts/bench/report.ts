import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../../constructs/output/whole-file';
import { ROOT } from '../../constructs/synthesize';

const FILE = join(ROOT, 'docs', 'benchmarks.md');

/** Parts of the report, in their order; each is written by a command of its own. */
const SECTIONS = ['Synthesis', 'Stack github', 'Engines'] as const;

/**
 * Writes one part of `docs/benchmarks.md`, and leaves the others as they are.
 * @param text Markdown, whose own headings are of the third level or below
 */
export function writeSection(name: (typeof SECTIONS)[number], text: string, file = FILE): void {
  const [, ...parts] = (existsSync(file) ? readFileSync(file, 'utf8') : '').split(/^## /m);
  const written = new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part.trim()] as const));
  written.set(name, `${name}\n\n${text.trim()}`);
  const sections = SECTIONS.flatMap((section) => written.get(section) ?? []);
  writeWhole(file, `# Benchmarks\n\n${sections.map((section) => `## ${section}\n`).join('\n')}`);
}
