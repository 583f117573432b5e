import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoSource } from '../../../src/cli/demo/write-example.ts';
import { setUpSession } from '../../../src/support/postgres/session.ts';
import { createPair } from '../../support/databases.ts';
import { planFor, providersYaml } from '../../support/planned.ts';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Parent Relationship'?: string;
  readonly 'Group Key'?: readonly string[];
  readonly Plans?: readonly PlanNode[];
}

function nodesOf(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

test('no question and no copy looks at a table again for each row of another, or adds up the same tokens twice', async (t) => {
  const pair = await createPair(t);
  const { client } = pair.synapse;
  await client.query(demoSource());
  const { plan } = await planFor(t, pair, { masYaml: providersYaml('oidc-keycloak', 'oidc-github') });
  await setUpSession(client);
  const queries = [
    ...plan.accounting.map(({ entity, sql }) => ({ id: `accounting/${entity}`, sql })),
    ...plan.steps.flatMap((step) => (step.kind === 'copy' ? [{ id: step.id, sql: step.select }] : [])),
    ...plan.steps.flatMap((step) =>
      step.kind === 'assert' && step.database === 'synapse' ? [{ id: step.id, sql: step.sql }] : [],
    ),
  ];
  assert.ok(queries.length > 25);
  for (const { id, sql } of queries) {
    const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>(
      `EXPLAIN (FORMAT JSON) ${sql}`,
    );
    const [row] = rows;
    assert.ok(row);
    const nodes = nodesOf(row['QUERY PLAN'][0].Plan);
    for (const loop of nodes.filter((node) => node['Node Type'] === 'Nested Loop')) {
      const [, inner] = loop.Plans ?? [];
      assert.ok(inner && nodesOf(inner).every((node) => node['Relation Name'] === undefined), `${id}: a nested loop`);
    }
    const ofDevices = nodes.filter((node) => node['Group Key']?.some((key) => /^\(?a(_\d+)?\.device_id/.test(key)));
    assert.ok(ofDevices.length <= (id === 'copy/compat_sessions' ? 1 : 0), `${id}: tokens are added up by device`);
  }
});
