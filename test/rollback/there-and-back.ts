import assert from 'node:assert/strict';
import { chmodSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { ClientBase } from 'pg';
import { type PlannedExample, planExample } from '../apply/planned-example.ts';
import { liveWithMas } from './live-with-mas.ts';
import { wholeDatabase } from './whole-database.ts';
import { wholeFolder } from './whole-folder.ts';

/**
 * Applies and goes back, up to the point of no return and beyond it, on databases that somebody has put things of their own into. Each
 * time everything must be as it was.
 */
export async function goThereAndBack(
  t: TestContext,
  options: { readonly mas: '1.22' | '0.11'; readonly users: number },
): Promise<void> {
  const example = await planExample(t, { ...options, prepare: (synapse, mas) => adorn(synapse, mas, options.mas) });
  chmodSync(join(example.cwd, 'homeserver.yaml'), 0o640);
  utimesSync(join(example.cwd, 'homeserver.yaml'), 1_700_000_000, 1_700_000_000.25);
  const before = await look(example);
  assert.ok(Object.keys(before.mas).length > 500 && Object.keys(before.files).length > 2);

  await example.apply();
  const applied = await look(example);
  assert.notDeepEqual(applied.mas, before.mas);
  assert.notDeepEqual(applied.files, before.files);
  // Nothing but rows: what slows loading was set aside and is back.
  assert.deepEqual(withoutRows(applied.mas), withoutRows(before.mas));
  assert.equal((await example.rollback()).receipt.outcome, 'rolled-back');
  assertSame(await look(example), before);

  await example.apply();
  await liveWithMas(example, options.mas);
  const discard = { givenPlanId: example.planId, unapproved: 'a test' };
  assert.equal((await example.rollback({ discard })).receipt.outcome, 'rolled-back');
  await example.mas.query(`DELETE FROM oauth2_clients WHERE NOT is_static`);
  if (options.mas === '1.22') {
    await example.mas.query(`DELETE FROM queue_jobs WHERE queue_name = 'cleanup'; DELETE FROM queue_schedules WHERE schedule_name = 'cleanup';
      DELETE FROM queue_workers; DELETE FROM policy_data WHERE data = '{}'`);
  }
  assertSame(await look(example), before);
}

/** Only what differs, with both values: all of it would fill screens. */
function assertSame(found: Whole, expected: Whole): void {
  for (const part of ['synapse', 'mas', 'files'] as const) {
    const names = [...new Set([...Object.keys(found[part]), ...Object.keys(expected[part])])];
    const other = names.filter((name) => found[part][name] !== expected[part][name]);
    const pick = (whole: Whole) => other.map((name) => [name, whole[part][name]]);
    assert.deepEqual(pick(found), pick(expected), part);
  }
}

type Whole = Readonly<Record<'synapse' | 'mas' | 'files', Readonly<Record<string, string>>>>;

async function look({ synapse, mas, cwd }: PlannedExample): Promise<Whole> {
  return { synapse: await wholeDatabase(synapse), mas: await wholeDatabase(mas), files: wholeFolder(cwd) };
}

function withoutRows(database: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(database).filter(([name]) => !name.startsWith('rows of ')));
}

/** What an administrator may have put there, and what `mas-cli config sync` and an idle MAS leave. */
async function adorn(synapse: ClientBase, mas: ClientBase, version: '1.22' | '0.11'): Promise<void> {
  await synapse.query(
    `COMMENT ON TABLE user_external_ids IS 'Ours'; ALTER TABLE user_external_ids SET (fillfactor = 90)`,
  );
  await mas.query(adornments);
  if (version === '1.22') await mas.query(adornmentsNew);
}

const adornments = `
COMMENT ON TABLE users IS 'Ours'; COMMENT ON COLUMN users.username IS 'Ours, too';
COMMENT ON CONSTRAINT user_emails_pkey ON user_emails IS 'A key';
COMMENT ON INDEX users_pkey IS 'An index';
ALTER TABLE users SET (fillfactor = 80, autovacuum_enabled = false);
ALTER TABLE compat_sessions ALTER COLUMN device_id SET STATISTICS 500, ALTER COLUMN user_id SET (n_distinct = -0.5);
ALTER TABLE compat_access_tokens ALTER COLUMN access_token SET STORAGE EXTERNAL, REPLICA IDENTITY FULL;
GRANT SELECT ON users TO pg_monitor; GRANT UPDATE (username) ON users TO pg_monitor WITH GRANT OPTION; REVOKE ALL ON user_passwords FROM PUBLIC;
CREATE STATISTICS own_statistics ON user_id, created_at FROM compat_sessions;
ALTER TABLE user_emails ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_policy ON user_emails FOR SELECT TO pg_monitor USING (email LIKE '%@example.org');
CREATE INDEX own_index ON users (created_at DESC) WITH (fillfactor = 70);
CREATE UNIQUE INDEX "Own ""index""" ON user_passwords (user_id, hashed_password) WHERE version = 1;
ALTER TABLE user_passwords CLUSTER ON user_passwords_pkey;
CREATE VIEW own_view AS SELECT username FROM users WHERE locked_at IS NULL;
CREATE TRIGGER own_trigger BEFORE UPDATE ON user_sessions FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
CREATE RULE own_rule AS ON INSERT TO own_view DO INSTEAD NOTHING;
CREATE SEQUENCE own_sequence START 7; SELECT nextval('own_sequence');
CREATE TABLE own_table (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text CHECK (note <> '')); INSERT INTO own_table (note) VALUES ('x');
INSERT INTO oauth2_clients (oauth2_client_id, grant_type_authorization_code, grant_type_refresh_token, is_static) VALUES (gen_random_uuid(), true, false, true)`;

const adornmentsNew = `
INSERT INTO policy_data (policy_data_id, created_at, data) VALUES (gen_random_uuid(), '2026-01-01', '{"a": 1}');
INSERT INTO queue_schedules (schedule_name) VALUES ('before');
INSERT INTO queue_jobs (queue_job_id, created_at, queue_name, schedule_name) VALUES (gen_random_uuid(), '2026-01-01', 'before', 'before');
INSERT INTO queue_jobs (queue_job_id, created_at, queue_name) VALUES (gen_random_uuid(), '2026-01-01', 'verify-email');
INSERT INTO user_recovery_sessions (user_recovery_session_id, email, user_agent, locale, created_at)
  VALUES (gen_random_uuid(), 'before@mail.example', 'Firefox', 'en', '2026-01-01')`;
