import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../constructs/settings/user-error';
import { ROOT } from '../constructs/synthesize';
import type { Day } from '../constructs/versions/component';
import { isError, judge } from '../constructs/versions/judge';
import { toMarkdown, toText, verdict } from '../constructs/versions/report';
import { components } from '../versions';
import { paint, run } from './console';
import { renovateGroups } from './versions/renovate';

const HELP = `Usage: npm run versions [-- options]

Prints what the platform runs and what its makers support, of versions.ts, and judges the set for today. Ends with
status 1 where something is past its end of support or does not fit another.

Options:
  --date DAY  judge it for that day, e.g. 2027-03-01
  --strict    warnings count as errors
  --write     write docs/versions.md; judge nothing
  --help      print this
`;

run(HELP, { date: { type: 'string' }, strict: { type: 'boolean' }, write: { type: 'boolean' } }, (values) => {
  if (values.write) {
    const groups = renovateGroups(readFileSync(join(ROOT, 'renovate.json'), 'utf8'));
    writeFileSync(join(ROOT, 'docs', 'versions.md'), toMarkdown(components, groups));
    console.log(paint('bold', 'docs/versions.md is written.'));
    return;
  }
  const findings = judge(components, values.date === undefined ? today() : dayOf(values.date));
  process.stdout.write(`${toText(components, findings)}\n`);
  console.log(paint('bold', verdict(findings)));
  if (findings.some((one) => values.strict || isError(one))) process.exitCode = 1;
});

function today(): Day {
  return new Date().toISOString().slice(0, 10) as Day;
}

/** @throws UserError where it is no day */
function dayOf(text: string): Day {
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new UserError(`--date: given ${JSON.stringify(text)}; allowed: a day as YYYY-MM-DD`);
  }
  return text as Day;
}
