import type { RequestListener } from 'node:http';
import type { TestContext } from 'node:test';
import { freePort } from '../../src/cli/demo/free-port.ts';
import type { Plan } from '../../src/plan/types.gen.ts';
import { jsonAnswer, startHttp } from '../probe/start-http.ts';
import type { PlannedExample } from './planned-example.ts';

/** Where the services of a plan are asked, and what answers there. */
export interface Answering {
  readonly example: PlannedExample;
  /** Starts what answers as both services; the issuer is what MAS says of itself. */
  start(options?: { readonly issuer?: string; readonly mas?: RequestListener }): Promise<void>;
  readonly issuer: string;
}

/** The example with a plan whose services are at ports of this machine, where nobody answers yet. */
export async function withServices(t: TestContext, example: PlannedExample): Promise<Answering> {
  const [mas, synapse] = [await freePort('127.0.0.1'), await freePort('127.0.0.1')];
  const issuer = `http://127.0.0.1:${mas}/`;
  return {
    example: example.withPlan((plan) => atPorts(plan, mas, synapse)),
    issuer,
    start: async (options = {}) => {
      const discovery = jsonAnswer({ issuer: options.issuer ?? issuer }, forBrowsers);
      await startHttp(t, options.mas ?? discovery, { port: mas });
      await startHttp(t, jsonAnswer({ versions: ['v1.11'] }, forBrowsers), { port: synapse });
    },
  };
}

const forBrowsers = { headers: { 'Access-Control-Allow-Origin': '*' } };

function atPorts(plan: Plan, mas: number, synapse: number): Plan {
  const base = `http://127.0.0.1:${synapse}/`;
  const issuer = `http://127.0.0.1:${mas}/`;
  return {
    ...plan,
    live: {
      synapse: { publicBaseurl: base, endpoint: base, listeners: [] },
      mas: { publicBase: issuer, issuer, listeners: [] },
    },
  };
}
