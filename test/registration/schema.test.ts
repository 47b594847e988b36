import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import Ajv from 'ajv';
import fc from 'fast-check';
import { RESERVED_APP_NAMES } from '../../constructs/flux/reserved-names';
import { checkAnswers } from '../../constructs/registration/check';
import { namespaceOf, repositoriesOf } from '../../constructs/registration/names';
import {
  AppName,
  DatabaseName,
  RESERVED_DATABASE_NAMES,
  RESERVED_ENDINGS,
  RegistrationSchema,
} from '../../constructs/registration/schema';
import { ENVIRONMENTS } from '../../constructs/settings/settings';
import { platform } from '../settings';

const ajv = new Ajv({ strict: true });
const isAppName = ajv.compile<string>(AppName);
const isDatabaseName = ajv.compile<string>(DatabaseName);
const isRegistration = ajv.compile(RegistrationSchema);

/** Strings of which many are nearly names. */
const nearlyName = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(...'abcxyz019-'), maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'abcxyz019-_.A '), maxLength: 40 }),
  fc.stringMatching(/^[a-z][a-z0-9-]{20,40}$/),
  fc.stringMatching(/^(kube-|pg_)[a-z]{0,5}$/),
  fc.constantFrom(...RESERVED_APP_NAMES, ...RESERVED_DATABASE_NAMES, ...RESERVED_ENDINGS),
  fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.constantFrom(...RESERVED_ENDINGS)).map((parts) => parts.join('-')),
);

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SERVICE_NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const REPOSITORY_NAME = /^[A-Za-z0-9._-]{1,100}$/;

describe('the name of an app', () => {
  test('is refused, or all that is named after it fits the limits of its engine', () => {
    let accepted = 0;
    const property = fc.property(nearlyName, (name) => {
      if (!isAppName(name)) return;
      accepted++;
      for (const environment of ENVIRONMENTS) assert.match(namespaceOf(name, environment, platform), DNS_LABEL);
      for (const repository of Object.values(repositoriesOf(name))) assert.match(repository, REPOSITORY_NAME);
      for (const service of ['', '-frontend', '-backend', '-db-rw', '-db-ro'])
        assert.match(name + service, SERVICE_NAME);
      for (const policy of ['-default-deny', '-frontend', '-db']) assert.match(name + policy, DNS_LABEL);
      // Pods carry the hash of their ReplicaSet and one of their own; their names become host names.
      assert.match(`${name}-frontend-${'0'.repeat(10)}-${'0'.repeat(5)}`, DNS_LABEL);
      assert.ok(`${name}-db`.length <= 50, 'a CloudNativePG cluster has 50 characters at most');
    });
    fc.assert(property, { numRuns: 5000 });
    assert.ok(accepted > 100, `only ${accepted} names were accepted`);
  });

  test('makes names that no other app has', () => {
    const namesOf = (name: string) => [
      ...Object.values(repositoriesOf(name)),
      ...ENVIRONMENTS.map((environment) => namespaceOf(name, environment, platform)),
    ];
    const name = nearlyName.filter((text) => isAppName(text));
    fc.assert(
      fc.property(name, name, (one, other) => {
        fc.pre(one !== other);
        assert.deepEqual(
          namesOf(one).filter((text) => namesOf(other).includes(text)),
          [],
        );
        assert.deepEqual(
          namesOf(one).filter((text) => RESERVED_APP_NAMES.includes(text)),
          [],
        );
      }),
      { numRuns: 1000 },
    );
  });

  for (const name of ['a', 'dashboard', 'a1', 'my-app', 'development', 'adb', 'kubernetes', 'a'.repeat(30)]) {
    test(`may be ${name}`, () => assert.equal(isAppName(name), true));
  }
});

describe('the name of a database', () => {
  test('is refused, or an identifier that PostgreSQL takes without quotes and does not cut', () => {
    fc.assert(
      fc.property(nearlyName, (name) => {
        if (!isDatabaseName(name)) return;
        assert.match(name, /^[a-z][a-z0-9_]{0,62}$/);
        assert.ok(!name.startsWith('pg_') && name !== 'postgres');
      }),
    );
  });

  for (const name of ['metrics', 'm', 'm_1', 'pgdata', 'orders', 'users', 'cnpg', 'publics', 'd'.repeat(63)]) {
    test(`may be ${name}`, () => assert.equal(isDatabaseName(name), true));
  }

  // What PostgreSQL 18 and CloudNativePG 1.30 answered to these: CREATE ROLE "public" is refused even in quotes.
  const kept: Readonly<Record<string, string>> = {
    postgres: 'the superuser and its database are there',
    template0: 'the database is there',
    template1: 'the database is there',
    public: 'role name "public" is reserved',
    none: 'role name "none" is reserved',
    pg_monitor: 'a role of PostgreSQL',
    pg_orders: 'role name "pg_orders" is reserved',
    streaming_replica: 'a role of the operator',
    cnpg_metrics_exporter: 'a role of the operator from 1.30 on',
    cnpg_pooler_pgbouncer: 'a role of the operator',
    cnpg_orders: 'the operator keeps such roles for itself',
    user: 'CREATE ROLE user is a syntax error',
    order: 'CREATE DATABASE order is a syntax error',
    left: 'CREATE DATABASE left is a syntax error',
    current_user: 'GRANT … TO current_user means another role',
  };
  for (const [name, reason] of Object.entries(kept)) {
    test(`is not ${name}: ${reason}`, () => assert.equal(isDatabaseName(name), false));
  }
});

test('repositories and namespaces are named after the app', () => {
  assert.deepEqual(repositoriesOf('shop'), {
    frontend: 'shop-frontend',
    backend: 'shop-backend',
    deploy: 'shop-deploy',
  });
  assert.deepEqual(
    (['dev', 'qa', 'prod'] as const).map((environment) => namespaceOf('shop', environment, platform)),
    ['shop-dev', 'shop-qa', 'shop'],
  );
});

test('every field has a title and a description, for the form and the docs', () => {
  for (const [field, schema] of Object.entries(RegistrationSchema.properties)) {
    const { title, description } = schema as { readonly title?: string; readonly description?: string };
    assert.ok(title, `${field} has no title`);
    assert.match(description ?? '', /^[A-Z].*\.$/, `${field} has no description`);
  }
});

test('a registration is checked as the schema says', () => {
  const value = fc.oneof(
    nearlyName,
    fc.integer({ min: 1000, max: 70_000 }),
    fc.constantFrom(
      1024,
      65_535,
      3001.5,
      true,
      false,
      null,
      'backstage',
      'pulumi',
      'x'.repeat(350),
      'x'.repeat(351),
      'a\nb',
    ),
  );
  const right = { name: 'shop', team: 'team', database: 'orders' };
  const fields = fc.constantFrom(...Object.keys(RegistrationSchema.properties));
  fc.assert(
    fc.property(fc.dictionary(fields, value, { maxKeys: 2, noNullPrototype: true }), (given) => {
      const answers = { ...right, ...given };
      const checked = checkAnswers(new Map(Object.entries(answers).map(([key, value]) => [key, { value, given: '' }])));
      assert.equal('registration' in checked, isRegistration(answers), JSON.stringify(answers));
    }),
    { numRuns: 5000 },
  );
});
