import type { Component, EndOfSupport } from './component';
import { type Finding, isError, rangeOf } from './judge';

/** Versions that have to be raised together, and what has to be done beside. */
export interface Group {
  readonly name: string;
  readonly description: string;
}

/** The components and what is to be said of them, for a terminal. */
export function toText(components: readonly Component[], findings: readonly Finding[]): string {
  const rows = [
    ['Component', 'Version', 'Comes as', 'Made for', 'Supported until'],
    ...components.map((one) => [one.name, one.version, one.comesAs, madeFor(one), until(one.ends)]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  return `${[...lines, '', ...findings.map(({ level, message }) => `${level}: ${message}`)].join('\n').trimEnd()}\n`;
}

/** What the findings come to, in one line. */
export function verdict(findings: readonly Finding[]): string {
  const errors = findings.filter(isError).length;
  const warnings = findings.length - errors;
  if (errors > 0) return `Not supported together: ${errors} of ${findings.length} findings are errors.`;
  return `Everything is supported, together${warnings > 0 ? `; ${warnings} to look at soon` : ''}.`;
}

/** docs/versions.md: the facts, whatever the day is. */
export function toMarkdown(components: readonly Component[], groups: readonly Group[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = components.map((one) => [
    one.name,
    one.version,
    one.comesAs,
    madeFor(one, (text, page) => `[${text}](${page})`),
    `[${until(one.ends)}](${one.page})`,
    one.seen,
  ]);
  return `<!-- Written by \`npm run versions -- --write\` from versions.ts and renovate.json. -->
# Versions

What the platform runs, and what its makers say of those releases: which others they are made for, and until when they
are supported. \`versions.ts\` holds the pins and these facts; charts, imported definitions and the engines of the tests
take their versions from it.

${[row(['Component', 'Version', 'Comes as', 'Made for', 'Supported until', 'Looked up on']), row(['---', '---', '---', '---', '---', '---']), ...rows.map(row)].join('\n')}

\`npm run versions\` judges the set for today: it ends with status 1 where a component is past its end of support, does not
fit another, or is of a release that nobody looked up, and warns 90 days before an end of support, and where a fact
without a date has not been looked up for as long. A workflow, \`.github/workflows/versions.yaml\`, does the same each
Monday and keeps one issue open while there is something to do. \`npm test\` judges it for the day on which it was last
looked up.

## To raise a version

Renovate proposes it, with all that must move with it:

${[row(['Group', 'What it takes']), row(['---', '---']), ...groups.map(({ name, description }) => row([name, description]))].join('\n')}

Where it is another release (\`1.30\` to \`1.31\`), the tests fail until its facts are looked up and set in \`versions.ts\`.
After a change of a chart or of Kubernetes: \`npm run imports\` and \`npm run record:charts\`. After each change:
\`npm run versions -- --write\`, \`npm start\`, \`npm test\`.
`;
}

/** @param link what a text with an address is; @default - the text */
function madeFor({ needs = [], page }: Component, link = (text: string, _page: string) => text): string {
  return needs.map((need) => link(`${need.name} ${rangeOf(need)}`, need.page ?? page)).join(', ') || '–';
}

function until(ends: EndOfSupport): string {
  if (ends === 'not stated') return ends;
  return 'on' in ends ? ends.on : `the release of ${ends.withRelease}`;
}
