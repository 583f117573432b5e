import type { Rule } from '../rule.ts';
import { wellKnownNoBaseUrl } from './well-known/no-public-baseurl.ts';
import { wellKnownNotJson } from './well-known/not-json.ts';
import { wellKnownOtherBaseUrl } from './well-known/other-base-url.ts';

/** What can be found while `.well-known/matrix/client` is compiled. */
export const wellKnownRules: readonly Rule[] = [wellKnownNoBaseUrl, wellKnownOtherBaseUrl, wellKnownNotJson];
