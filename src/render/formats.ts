/** Formats of the findings, as `check --format` takes them. */
export const findingsFormats = ['text', 'json', 'sarif', 'junit'] as const;
export type FindingsFormat = (typeof findingsFormats)[number];

/** Formats of the difference of two plans, as `diff --format` takes them. */
export const diffFormats = ['text', 'markdown', 'json'] as const;
export type DiffFormat = (typeof diffFormats)[number];

/** A report of fewer bytes than this may not be able to hold the headings. */
export const leastBytes = 4096;
