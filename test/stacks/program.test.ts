import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RunError } from '@pulumi/pulumi';
import { setMocks } from '@pulumi/pulumi/runtime';
import { platform } from '../../platform';

describe('every stack', () => {
  for (const stack of ['github', 'dev', 'qa', 'prod']) {
    it(`${stack} refuses wrong settings before it looks at anything else`, async () => {
      const { organization } = platform;
      const quota = platform.environments.prod.quota as { memory: string };
      const { memory } = quota;
      try {
        Object.assign(platform, { organization: '' });
        quota.memory = '8GB';
        await setMocks({ newResource: ({ name }) => ({ id: name, state: {} }), call: () => ({}) }, 'platform', stack);
        const program: () => Promise<unknown> = require('../../stacks/program');
        await assert.rejects(program(), (error: Error) => {
          assert.ok(error instanceof RunError, String(error));
          assert.match(error.message, /^platform\.ts: organization: given ""; allowed: /);
          assert.match(error.message, /^platform\.ts: environments\.prod\.quota\.memory: given "8GB"; allowed: /m);
          return true;
        });
      } finally {
        Object.assign(platform, { organization });
        quota.memory = memory;
      }
    });
  }
});
