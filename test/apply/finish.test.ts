import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { usualNetwork } from '../../src/probe/network.ts';
import { filesOf, onStep, planExample, problemsOf, receiptsIn } from './planned-example.ts';
import { withServices } from './services-that-answer.ts';

/** What answers here is less than Synapse and MAS: the whole of both is asked by the tests of verify --live. */
const skip = [
  ...['mas/public-base', 'synapse/auth-metadata', 'synapse/introspection', 'synapse/mas-secret', 'well-known/client'],
  ...['login', 'login-sso-redirect', 'logout', 'logout-all', 'refresh', 'others', 'synapse-mas'].map(
    (name) => `route/${name}`,
  ),
];
const patience = { probing: { network: { ...usualNetwork, timeoutMs: 2_000 }, waitMs: 0, skip } };

test('apply stops before finish while services are down, which is no failure; the next one asks them', async (t) => {
  const { example, start } = await withServices(t, await planExample(t, { users: 24 }));
  const before = await example.status();
  const stopped = await example.apply();
  assert.equal(stopped.receipt.outcome, 'applied');
  assert.equal(stopped.receipt.stoppedBefore?.phase, 'finish');
  assert.match(
    stopped.receipt.stoppedBefore?.missing.join(' ') ?? '',
    /^MAS does not answer: .*Synapse does not answer: /,
  );
  await example.verify();
  const verified = await example.status();
  assert.match(verified.next, /^syn2mas-plan apply PLAN .*--phase finish$/);
  const open = verified.before.filter(({ state }) => state === 'open').map(({ id }) => id);
  assert.deepEqual(open, ['operator/start-mas', 'operator/start-synapse']);
  assert.ok(verified.before.some(({ id, state }) => id === 'operator/route-logins' && state === 'unchecked'));
  assert.ok(verified.before.every(({ id }) => !['operator/clean-up', 'operator/verify'].includes(id)));

  await start();
  assert.deepEqual(
    (await example.status()).before.filter(({ state }) => state === 'open'),
    [],
  );
  const world = await example.world();
  const { receipt } = await example.apply(patience);
  assert.deepEqual([receipt.outcome, filesOf(receipt), receipt.stoppedBefore], ['already-applied', [], undefined]);
  const passed = receipt.probes?.filter(({ outcome }) => outcome === 'passed').map(({ id }) => id);
  assert.deepEqual(passed, ['mas/discovery', 'synapse/versions']);
  assert.deepEqual(await example.world(), world);
  const done = await example.status();
  assert.deepEqual(
    [done.state, done.done.map(({ what }) => what), done.before],
    ['verified', ['cutover', 'verify', 'finish'], []],
  );
  assert.equal(done.next, 'syn2mas-plan audit verify PLAN');

  // What was asked of one apply says nothing of the next.
  await example.rollback();
  assert.equal((await example.status()).next, before.next);
});

test('who answers for what nobody can check: who gave the id; step by step what the phases ask for', async (t) => {
  const { example, start } = await withServices(t, await planExample(t, { users: 24 }));
  const unguarded = (phases: readonly string[]) =>
    example.plan.steps.flatMap((step) =>
      step.kind === 'operator' && phases.includes(step.phase) && step.guard === undefined ? [step.id] : [],
    );
  const prepared = await example.apply({ phase: 'prepare' });
  assert.deepEqual(prepared.receipt.answeredFor, { by: ['grace'], steps: unguarded(['prepare']) });
  assert.ok(unguarded(['prepare']).includes('operator/backup'));
  assert.equal((await example.apply({ rehearse: true })).receipt.answeredFor, undefined);
  const applied = await example.apply();
  assert.deepEqual(applied.receipt.answeredFor?.steps, unguarded(['prepare', 'cutover']));
  await start();
  const finished = await example.apply({ phase: 'finish', ...patience });
  const steps = finished.receipt.answeredFor?.steps ?? [];
  assert.ok(steps.includes('operator/route-logins') && !steps.includes('operator/start-mas'));
  assert.ok(!steps.includes('operator/clean-up') && !steps.includes('operator/verify'));
});

test('finish alone: before the cutover, with services down, with an issuer of somebody else, with a file that went', async (t) => {
  const { example, start, issuer } = await withServices(t, await planExample(t, { users: 24 }));
  const finish = () => problemsOf(example.apply({ phase: 'finish', ...patience }));
  assert.equal((await finish())[0]?.code, 'NOT_APPLIED');
  await example.apply();
  assert.deepEqual([...new Set((await finish()).map(({ code }) => code))], ['LIVE_UNREACHABLE']);
  const down = receiptsIn(example.cwd).at(-1);
  assert.deepEqual([down?.outcome, down?.code], ['failed', 'LIVE_UNREACHABLE']);
  assert.ok(down?.probes?.every(({ outcome }) => outcome !== 'passed'));
  assert.equal((await example.status()).state, 'applied');

  await start({ issuer: 'https://somebody.example/' });
  const problems = await finish();
  assert.ok(problems.some(({ code, message }) => code === 'LIVE_DIFFERS' && message.includes(issuer)));
  // Not only where it is asked for: what answers is asked.
  assert.equal(
    (await problemsOf(example.apply(patience))).some(({ code }) => code === 'LIVE_DIFFERS'),
    true,
  );
  assert.equal(
    (await example.status()).done.some(({ what }) => what === 'finish'),
    false,
  );

  rmSync(join(example.cwd, 'homeserver.yaml'));
  const [problem] = await finish();
  assert.deepEqual([problem?.code, problem?.place?.file], ['FILES_INCOMPLETE', join(example.cwd, 'homeserver.yaml')]);
});

test('a proxy that has nobody behind it is no answer', async (t) => {
  const { example, start } = await withServices(t, await planExample(t, { users: 24 }));
  await start({ mas: (_, response) => response.writeHead(502, { Server: 'nginx' }).end('Bad gateway') });
  const { receipt } = await example.apply();
  assert.equal(receipt.outcome, 'applied');
  assert.match(receipt.stoppedBefore?.missing.join(' ') ?? '', /^MAS does not answer: \S+ gives 502\.$/);
});

test('an interruption after the commit ends the waiting, not what was done', async (t) => {
  const { example } = await withServices(t, await planExample(t, { users: 24 }));
  const interrupt = new AbortController();
  const { log } = onStep('committed', () => interrupt.abort());
  const { receipt } = await example.apply({ log, signal: interrupt.signal });
  assert.equal(receipt.outcome, 'applied');
  assert.match(receipt.stoppedBefore?.missing.join('') ?? '', /^Interrupted/);
  assert.equal((await example.status()).state, 'applied');
});
