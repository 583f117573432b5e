import { makePlan } from '../../src/cli/make-plan.ts';
import { writePlan } from '../../src/plan/write-plan.ts';
import { silentLog } from '../../src/support/log.ts';

// Plans in a process of its own, so that a test can choose its surroundings: `node print-plan.js REQUEST`, a request as JSON.
// CLOCK_SHIFT_MS puts the clock forward.
const shift = Number(process.env.CLOCK_SHIFT_MS ?? 0);
const RealDate = Date;
class ShiftedDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [ShiftedDate.now()] : given) as [number]));
  }

  static override now(): number {
    return RealDate.now() + shift;
  }
}
globalThis.Date = ShiftedDate as DateConstructor;

const request = JSON.parse(process.argv[2] ?? '') as Omit<Parameters<typeof makePlan>[0], 'log'>;
process.stdout.write(writePlan(await makePlan({ ...request, log: silentLog })));
