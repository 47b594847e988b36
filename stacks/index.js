// What Pulumi runs. It compiles first, so that no stack is ever brought up from what platform.ts no longer says.
const { spawnSync } = require('node:child_process');
const { dirname, join } = require('node:path');
const { RunError } = require('@pulumi/pulumi');

const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
const { status, stdout } = spawnSync(process.execPath, [compiler, '-b', join(__dirname, '..')], { encoding: 'utf8' });
if (status !== 0) throw new RunError(`The program does not compile:\n${stdout}`);
module.exports = require('../build/stacks/program');
