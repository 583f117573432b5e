import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWorkers } from '../../../src/compile/operator/read-workers.ts';
import { stopSteps } from '../../../src/compile/operator/stop-steps.ts';
import { synapseConfig } from '../build-configs.ts';
import { factsOf, required } from './operator-facts.ts';

test('both services stop, and the text says that apply sees to it', () => {
  const steps = stopSteps(factsOf());
  assert.deepEqual(
    steps.map(({ id, phase, instructions }) => [id, phase, instructions]),
    [
      ['operator/stop-mas', 'cutover', 'systemctl stop matrix-authentication-service'],
      ['operator/stop-synapse', 'cutover', 'systemctl stop matrix-synapse'],
    ],
  );
  for (const { reason } of steps) assert.match(reason, /apply itself sees to it: it refuses/);
  assert.deepEqual(
    steps.map(({ guard }) => guard),
    ['apply/mas-stopped', 'apply/synapse-stopped'],
  );
});

test('the workers that homeserver.yaml names stop before the main process', () => {
  const homeserver = `instance_map: {main: {host: localhost, port: 1}, "bob's": {host: localhost, port: 2}}
stream_writers: {events: [writer1, writer2], typing: master}
`;
  const [, stop] = stopSteps(factsOf(homeserver));
  assert.deepEqual(stop?.instructions.split('\n'), [
    '# homeserver.yaml names these workers; others that run beside them: stop them too.',
    "systemctl stop 'matrix-synapse-worker@bob'\\''s'",
    'systemctl stop matrix-synapse-worker@writer1',
    'systemctl stop matrix-synapse-worker@writer2',
    'systemctl stop matrix-synapse',
  ]);
});

test('workers without names are spoken of', () => {
  const [, stop] = stopSteps(factsOf('worker_replication_secret: hidden\n'));
  assert.match(stop?.instructions ?? '', /shows that there are workers, but not their names/);
  assert.doesNotMatch(JSON.stringify(stop), /hidden/);
});

for (const [homeserver, names] of [
  ['run_background_tasks_on: a\nupdate_user_directory_from_worker: b\nnotify_appservices_from_worker: c\n', 'a,b,c'],
  ['federation_sender_instances: [s2, s1]\npusher_instances: p\n', 'p,s1,s2'],
  ['media_instance_running_background_jobs: m\noutbound_federation_restricted_to: [f]\n', 'f,m'],
  ['worker_replication_secret_path: /run/secret\n', ''],
  ['send_federation: false\n', ''],
  ['start_pushers: false\n', ''],
] as const) {
  test(`there are workers with ${JSON.stringify(homeserver)}`, () => {
    assert.deepEqual(read(homeserver), { present: true, names: names === '' ? [] : names.split(',') });
  });
}

for (const homeserver of [
  '',
  'instance_map:\n',
  'instance_map: {}\nstream_writers: {}\n',
  'instance_map: {main: {host: localhost, port: 1}}\nstream_writers: {events: master}\n',
  'stream_writers: [odd]\nfederation_sender_instances: 7\nstart_pushers: true\nworker_replication_secret: ""\n',
]) {
  test(`there are no workers with ${JSON.stringify(homeserver)}`, () => {
    assert.deepEqual(read(homeserver), { present: false, names: [] });
  });
}

function read(homeserver: string) {
  const { present, names, places } = readWorkers(synapseConfig(required + homeserver).tree);
  assert.ok(!present || places.every(({ line }) => line !== undefined), 'what shows workers has a place');
  assert.ok(!present || places.length > 0);
  return { present, names };
}
