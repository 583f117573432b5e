import { test } from 'node:test';
import { goThereAndBack } from './there-and-back.ts';

/** By hand, with more of them: IDENTITY_USERS=100000. */
const users = Number(process.env.IDENTITY_USERS ?? 3000);

for (const mas of ['1.22', '0.11'] as const) {
  test(`MAS ${mas}: apply and rollback, up to the point of no return and beyond it, leave everything as it was`, async (t) => {
    await goThereAndBack(t, { mas, users });
  });
}
