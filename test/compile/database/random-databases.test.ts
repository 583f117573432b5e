import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Client } from 'pg';
import { makePlan } from '../../../src/cli/make-plan.ts';
import { checkedPlan } from '../../support/checked-plan.ts';
import { createPair } from '../../support/databases.ts';
import { loadCopies, restoreSql, sqlOf } from '../../support/plan-steps.ts';
import { insertProviders, planFor, planRequestFor, providerId, providersYaml } from '../../support/planned.ts';
import { type MigratedRows, migratedRows } from './migrated-rows.ts';
import { insertRandomSource, randomSource } from './random-source.ts';

const mapped = ['oidc-a', "saml'b"];

for (const { version, numRuns } of [
  { version: '1.22', numRuns: 25 },
  { version: '0.11', numRuns: 8 },
] as const) {
  test(`random databases: whatever Synapse holds, MAS ${version} gets what the rules say, and all of it adds up`, async (t) => {
    const pair = await createPair(t, { mas: version });
    const [synapse, mas] = [pair.synapse.client, pair.mas.client];
    const masYaml = providersYaml(...mapped);
    const request = planRequestFor(t, pair, { masYaml });
    await insertProviders(mas, (await planFor(t, pair, { masYaml })).plan);
    const hasAll = version === '1.22';
    await fc.assert(
      fc.asyncProperty(randomSource, async (random) => {
        await synapse.query(
          'TRUNCATE users, devices, access_tokens, refresh_tokens, user_threepids, user_external_ids, registration_tokens CASCADE',
        );
        await insertRandomSource(synapse, random);
        const plan = await makePlan(request);
        checkedPlan(plan);
        for (const { entity, rows, migrated, skipped } of plan.accounting) {
          assert.equal(
            [...migrated, ...skipped].reduce((sum, part) => sum + part.rows, 0),
            rows,
            entity,
          );
        }
        await mas.query('BEGIN');
        try {
          await mas.query(sqlOf(plan, 'sql/clear'));
          await loadCopies(plan, synapse, mas);
          // Every id unique, every reference there.
          await mas.query(restoreSql(plan));
          for (const { table, rows } of plan.summary.tables) {
            const { rows: found } = await mas.query<{ rows: string }>(`SELECT count(*) AS rows FROM ${table}`);
            assert.equal(Number(found[0]?.rows), rows, table);
          }
          const expected = migratedRows(random, mapped);
          assert.deepEqual(await rowsInMas(mas, hasAll), hasAll ? expected : withoutWhatIsNew(expected));
        } finally {
          await mas.query('ROLLBACK');
        }
      }),
      // A slow machine makes fewer runs, and looks less long for the smallest failure.
      { numRuns, interruptAfterTimeLimit: 20_000 },
    );
  });
}

test('random decisions: what is decided is left out or mapped, nothing else is, and all of it adds up', async (t) => {
  const pair = await createPair(t);
  const [synapse, mas] = [pair.synapse.client, pair.mas.client];
  const masYaml = providersYaml(...mapped);
  const request = planRequestFor(t, pair, { masYaml, accept: 'decisions: []' });
  await insertProviders(mas, (await planFor(t, pair, { masYaml })).plan);
  await fc.assert(
    fc.asyncProperty(randomSource, randomDecisions, async (random, decisions) => {
      await synapse.query(
        'TRUNCATE users, devices, access_tokens, refresh_tokens, user_threepids, user_external_ids, registration_tokens CASCADE',
      );
      await insertRandomSource(synapse, random);
      writeFileSync(join(request.cwd, request.accept ?? ''), JSON.stringify({ decisions }));
      const plan = await makePlan(request);
      checkedPlan(plan);
      const guests = decisions.some(({ decision }) => decision === 'exclude-guests');
      const cas = decisions.find(({ provider }) => provider === 'cas');
      const expected = migratedRows(random, mapped, { guests, ...(cas?.to ? { aliases: { cas: cas.to } } : {}) });
      const subjects = random.externalIds
        .filter(({ provider }) => provider === 'cas' || provider === cas?.to)
        .map(({ subject }) => subject);
      const conflicts = plan.findings.filter(({ id }) => id === 'target/unique-conflict');
      for (const { entity, migrated, skipped, rows } of plan.accounting) {
        assert.equal(
          [...migrated, ...skipped].reduce((sum, part) => sum + part.rows, 0),
          rows,
          entity,
        );
      }
      // Two users with one subject: only a mapped provider can make them, and it is an error of the plan.
      if (conflicts.length > 0) return assert.ok(cas?.to !== undefined && new Set(subjects).size < subjects.length);
      await mas.query('BEGIN');
      try {
        await mas.query(sqlOf(plan, 'sql/clear'));
        await loadCopies(plan, synapse, mas);
        await mas.query(restoreSql(plan));
        assert.deepEqual(await rowsInMas(mas, true), expected);
      } finally {
        await mas.query('ROLLBACK');
      }
      const isSettled = (kind: string): boolean => decisions.some(({ decision }) => decision === kind);
      for (const [kind, id] of excludable) {
        const found = plan.findings.filter((finding) => finding.id === id);
        assert.ok(found.every(({ acceptance }) => (acceptance !== undefined) === isSettled(kind)));
      }
    }),
    { numRuns: 25, interruptAfterTimeLimit: 20_000 },
  );
});

const excludable = [
  ['exclude-guests', 'users/guests'],
  ['exclude-other-domains', 'data/foreign-domain-user'],
  ['exclude-orphan-rows', 'data/orphan-rows'],
  ['exclude-invalid-localparts', 'data/invalid-localpart'],
] as const;

const common = { upTo: 1000, reason: 'A test.', by: 'ada' };
const randomDecisions = fc
  .tuple(
    fc.subarray(excludable.map(([decision]) => decision)),
    fc.constantFrom(undefined, { decision: 'drop-links' }, ...mapped.map((to) => ({ decision: 'map-links', to }))),
  )
  .map(([excluded, links]): readonly RandomDecision[] => [
    ...excluded.map((decision) => ({ decision, ...common })),
    ...(links ? [{ ...links, provider: 'cas', ...common }] : []),
  ]);

interface RandomDecision {
  readonly decision: string;
  readonly provider?: string;
  readonly to?: string;
}

async function rowsInMas(mas: Client, hasAll: boolean): Promise<MigratedRows> {
  const column = async (sql: string): Promise<readonly string[]> =>
    (await mas.query<{ v: string }>(sql)).rows.map(({ v }) => v).sort();
  const ids = mapped.map((_, index) => `WHEN '${providerId(index)}' THEN ${index}`).join(' ');
  return {
    users: await column('SELECT username AS v FROM users'),
    passwords: await column('SELECT username AS v FROM user_passwords JOIN users USING (user_id)'),
    emails: await column('SELECT email AS v FROM user_emails JOIN users USING (user_id)'),
    otherThirdPartyIds: hasAll
      ? await column("SELECT medium || ' ' || address AS v FROM user_unsupported_third_party_ids")
      : [],
    links: await column(
      `SELECT username || ' ' || CASE upstream_oauth_provider_id ${ids} END || ' ' || subject AS v FROM upstream_oauth_links JOIN users USING (user_id)`,
    ),
    sessions: await column(
      "SELECT username || ' ' || coalesce(device_id, 'without a device') AS v FROM compat_sessions JOIN users USING (user_id)",
    ),
    accessTokens: await column(
      `SELECT access_token || ' of ' || username || ' ' || coalesce(device_id, 'without a device') AS v
         FROM compat_access_tokens JOIN compat_sessions USING (compat_session_id) JOIN users USING (user_id)`,
    ),
    refreshTokens: await column(
      `SELECT refresh_token || ' with ' || access_token || ' of ' || username || ' ' || device_id AS v
         FROM compat_refresh_tokens AS r JOIN compat_access_tokens AS a USING (compat_access_token_id)
         JOIN compat_sessions AS s ON s.compat_session_id = r.compat_session_id AND s.compat_session_id = a.compat_session_id
         JOIN users USING (user_id)`,
    ),
    registrationTokens: hasAll ? await column('SELECT token AS v FROM user_registration_tokens') : [],
  };
}

/** MAS 0.11 has no table for some, and no session without a device. */
function withoutWhatIsNew(rows: MigratedRows): MigratedRows {
  const hasDevice = (row: string): boolean => !row.endsWith(' without a device');
  return {
    ...rows,
    otherThirdPartyIds: [],
    registrationTokens: [],
    sessions: rows.sessions.filter(hasDevice),
    accessTokens: rows.accessTokens.filter(hasDevice),
  };
}
