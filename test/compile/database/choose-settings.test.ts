import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseSettings } from '../../../src/compile/database/choose-settings.ts';

const untouched = { sharedBuffers: 131_072, workMem: 4096, maintenanceWorkMem: 65_536, parallelWorkers: 2 };
const large = { ...untouched, sharedBuffers: 8 * 2 ** 20, parallelWorkers: 8 };

test('a server whose settings nobody has touched keeps its own', () => {
  assert.deepEqual(chooseSettings('synapse', untouched), {
    work_mem: '4096kB',
    max_parallel_workers_per_gather: '2',
  });
  assert.deepEqual(chooseSettings('mas', untouched), { maintenance_work_mem: '65536kB' });
});

test('a large server gives more, up to a bound; what it gives anyway is never taken away', () => {
  assert.deepEqual(chooseSettings('synapse', large), {
    work_mem: '65536kB',
    max_parallel_workers_per_gather: '2',
  });
  assert.deepEqual(chooseSettings('mas', large), { maintenance_work_mem: '1048576kB' });
  assert.equal(chooseSettings('synapse', { ...large, workMem: 262_144 }).work_mem, '262144kB');
  assert.equal(chooseSettings('synapse', { ...large, parallelWorkers: 0 }).max_parallel_workers_per_gather, '0');
  assert.deepEqual(chooseSettings('mas', undefined), {});
});
