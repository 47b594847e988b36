/** Git runs this for each ref of a push: it asks the server, which knows the rules, and tells the one who pushes. */
async function main([ref, before, after]: readonly string[]): Promise<void> {
  const existing = (sha: string | undefined) => (sha && !/^0+$/.test(sha) ? sha : undefined);
  const answer = await fetch(process.env.TEST_GITHUB_HOOK as string, {
    method: 'POST',
    body: JSON.stringify({ ref, before: existing(before), after: existing(after) }),
  });
  const found = (await answer.json()) as string[];
  if (found.length === 0) return;
  process.stderr.write(`error: GH013: Repository rule violations found for ${ref}.\n\n`);
  for (const violation of found) process.stderr.write(`- ${violation}\n`);
  process.exitCode = 1;
}

void main(process.argv.slice(2));
