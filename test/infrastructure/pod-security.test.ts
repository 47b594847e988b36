import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { podSecurityProblems } from './pod-security';

/** A recorded pod that level `restricted` lets in, with other fields. */
function pod(fields: object = {}, container: object = {}, ofContainer: object = {}) {
  const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, ...ofContainer };
  return {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{ name: 'a', securityContext, ...container }],
    ...fields,
  };
}

/** What the API server of Kubernetes 1.36.4 said of the same pods. */
const LET_IN = {
  'as it is': pod(),
  'an empty folder': pod({ volumes: ['emptyDir', 'projected'] }),
  'the user said by the container': pod(
    { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } },
    {},
    { runAsNonRoot: true },
  ),
  'low ports': pod({}, {}, { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }),
};

const REFUSED = {
  hostNetwork: pod({ hostNetwork: true }),
  hostPID: pod({ hostPID: true }),
  hostIPC: pod({ hostIPC: true }),
  'volume hostPath': pod({ volumes: ['hostPath'] }),
  'volume nfs': pod({ volumes: ['nfs'] }),
  'a: runAsNonRoot': pod({}, {}, { runAsNonRoot: false }),
  'a: runAsUser': pod({}, {}, { runAsUser: 0 }),
  'a: allowPrivilegeEscalation': pod({}, {}, { allowPrivilegeEscalation: undefined }),
  'a: privileged': pod({}, {}, { privileged: true }),
  'a: seccompProfile': pod({}, {}, { seccompProfile: { type: 'Unconfined' } }),
  'a: capabilities.drop': pod({}, {}, { capabilities: { drop: ['NET_RAW'] } }),
  'a: capabilities.add': pod({}, {}, { capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }),
  'a: hostPort': pod({}, { ports: [{ containerPort: 80, hostPort: 80 }] }),
  'a: procMount': pod({}, {}, { procMount: 'Unmasked' }),
  'a: seLinuxOptions': pod({}, {}, { seLinuxOptions: { user: 'x' } }),
  'a: appArmorProfile': pod({}, {}, { appArmorProfile: { type: 'Unconfined' } }),
  sysctls: pod({
    securityContext: {
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
      sysctls: [{ name: 'kernel.msgmax', value: '1' }],
    },
  }),
};

describe('pod security `restricted`', () => {
  for (const [name, one] of Object.entries(LET_IN)) {
    test(`lets in a pod with ${name}`, () => assert.deepEqual(podSecurityProblems('restricted', one), []));
  }

  for (const [problem, one] of Object.entries(REFUSED)) {
    test(`refuses a pod for ${problem}`, () => assert.deepEqual(podSecurityProblems('restricted', one), [problem]));
  }

  test('asks every container, and none in a privileged namespace', () => {
    const bare = { containers: [{ name: 'a' }, { name: 'b' }] };
    assert.equal(podSecurityProblems('restricted', bare).filter((one) => one.startsWith('b: ')).length, 4);
    assert.deepEqual(podSecurityProblems('privileged', bare), []);
  });
});
