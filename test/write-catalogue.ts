import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from '../src/check/all-rules.ts';
import { renderCatalogue } from '../src/check/catalogue.ts';
import { packageRoot } from '../src/support/package-root.ts';

// npm run catalogue
writeFileSync(join(packageRoot(), 'FINDINGS.md'), renderCatalogue(allRules));
