import type { Options } from 'ajv/dist/2020.js';

/**
 * How AJV compiles a schema of this package that judges a value or two: that the schema itself is one is for tests to say, and
 * optimizing what is run once takes longer than running it. Together nearly half of the time to read a plan's schema.
 */
export const ownSchema = { validateSchema: false, code: { optimize: false } } as const satisfies Options;
