import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from '../src/check/all-rules.ts';
import { renderCatalogue } from '../src/check/catalogue.ts';
import { packageRoot } from '../src/support/package-root.ts';
import { configSchema } from './support/config-schema.ts';
import { program } from './support/program.ts';

// npm run catalogue: what is written down of rules and of options
writeFileSync(join(packageRoot(), 'FINDINGS.md'), renderCatalogue(allRules));
writeFileSync(
  join(packageRoot(), 'plan-schema/config.schema.json'),
  `${JSON.stringify(configSchema(program()), null, 2)}\n`,
);
