import type { Problem } from '../errors.ts';
import type { Parameter } from './gather-parameters.ts';
import { secretKeywords } from './parse-uri.ts';

/** The problem with one connection parameter: its keyword, its value unless that may be a secret, who gave it. */
export function settingProblem(keyword: string, parameter: Parameter, why: string): Problem {
  const hidden = parameter.value.includes('-----BEGIN') || (secretKeywords.has(keyword) && keyword !== 'sslkey');
  return {
    code: 'DATABASE_SETTINGS',
    message: `${keyword}${hidden ? '' : ` "${parameter.shown}"`} of ${parameter.from}: ${why}`,
  };
}
