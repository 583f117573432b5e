import { planWith } from '../../src/cli/make-plan.ts';
import { type MakePlanRequest, readInputs } from '../../src/cli/read-inputs.ts';
import { proxyKinds } from '../../src/compile/proxy/proxy-kind.ts';
import type { Plan } from '../../src/plan/types.gen.ts';
import { PlanError, type Problem } from '../../src/support/errors.ts';
import { silentLog } from '../../src/support/log.ts';
import { connectionSurroundings } from '../../src/support/postgres/connection-surroundings.ts';
import { resolveConnection } from '../../src/support/postgres/resolve-connection.ts';
import type { readTemplates } from '../../src/support/read-templates.ts';
import type { Specimen } from './corpus.ts';
import type { FixedAnswers } from './fixed-answers.ts';
import type { Random } from './random.ts';

/** What was told of a specimen: problems, or a plan, or both where only a connection cannot be made out. */
export interface Told {
  readonly problems: readonly Problem[];
  readonly plan?: Plan;
}

/**
 * Reads, checks and compiles a specimen as `plan` does, with choices by chance. Its files stand in `cwd`.
 * @throws whatever is no PlanError: a bug
 */
export async function runSpecimen(
  specimen: Specimen,
  cwd: string,
  random: Random,
  fixed: FixedAnswers,
  templates: ReturnType<typeof readTemplates>,
): Promise<Told> {
  const request = requestFor(specimen, cwd, random);
  const problems: Problem[] = [];
  const read = collecting(problems, () => readInputs(request));
  if (!read) return { problems };
  // Certificates are loaded for it, which takes its time.
  for (const { database } of random.onceIn(4) ? [read.synapse, read.mas] : []) {
    if ('settings' in database)
      collecting(problems, () => resolveConnection(database.settings, connectionSurroundings({})));
  }
  try {
    const plan = await planWith({ request, read, ...templates }, fixed.facts, async () => fixed.answers);
    return { problems, plan };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return { problems: [...problems, ...error.problems] };
  }
}

function collecting<T>(problems: Problem[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

function requestFor({ files, synapse, mas }: Specimen, cwd: string, random: Random): MakePlanRequest {
  return {
    synapseConfig: synapse,
    masConfig: mas,
    createdAt: '2026-01-31T12:00:00Z',
    createdBy: 'ada',
    toolVersion: '0.0.0',
    choices: {
      ...{ maxDriftPercent: 10, maxDriftRows: 1000, samples: random.onceIn(2) },
      ...(random.onceIn(2) ? { wellKnown: 'client.json' } : {}),
      ...(random.onceIn(4) ? { secretFile: 'new-secret', synapseSecretPath: '/run/secrets/mas' } : {}),
      ...(random.onceIn(4) ? { endpoint: 'http://mas.example.org:8080/' } : {}),
      ...(random.onceIn(2) ? { proxy: random.pick(proxyKinds) } : {}),
    },
    ...('decisions.yaml' in files ? { accept: 'decisions.yaml' } : {}),
    cwd,
    env: random.onceIn(8) ? { MAS_EMAIL_TRANSPORT: 'smtp', MAS_HTTP_PUBLIC_BASE: '[' } : {},
    log: silentLog,
  };
}
