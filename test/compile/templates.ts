import { readTemplates } from '../../src/support/read-templates.ts';

/** The templates as they are shipped. */
export const templates = readTemplates().templates;
