import type { YamlValue } from '../../yaml/yaml-value.ts';
import { emptyForNull, inLowerCase, withoutMargins } from './adapt-template.ts';
import { checkTemplate } from './check-template.ts';
import { hasOwnMapping } from './own-mapping.ts';
import type { ProviderOptions } from './provider-options.ts';

export interface ClaimsImports {
  readonly options: Readonly<Record<string, YamlValue>>;
  /** What a template decides of the names of new accounts; nothing where they are asked. */
  readonly nameOfAccounts?: 'required' | 'linked';
  /** Options of Synapse whose templates MAS does not take as they are, each with what it does not know. */
  readonly untranslated: readonly { readonly option: string; readonly unknown: readonly string[] }[];
}

const mapping = ['user_mapping_provider', 'config'] as const;

/**
 * Maps the templates of Synapse's own mapping provider. Where Synapse links accounts by their name
 * (allow_existing_users), MAS adds a link only where the account has none of this provider: it cannot be taken over.
 *
 * @param usesUserinfo whether claims come from the userinfo endpoint: APIs that are not OpenID Connect give null for what
 * they do not have, where ID tokens leave it out
 */
export function claimsImports(from: ProviderOptions, usesUserinfo: boolean): ClaimsImports {
  if (hasOwnMapping(from)) return { options: {}, untranslated: [] };
  const untranslated: { readonly option: string; readonly unknown: readonly string[] }[] = [];
  const template = (option: string, text: string | undefined): string | undefined => {
    if (text === undefined) return undefined;
    const checked = checkTemplate(text);
    if (checked.unknown.length > 0) untranslated.push({ option, unknown: checked.unknown });
    return withoutMargins(checked.template);
  };
  const read = (option: string, adapt: (template: string) => string): string | undefined => {
    const text = template(option, from.text(...mapping, option));
    return text === undefined ? undefined : adapt(text);
  };
  const orNothing = usesUserinfo ? emptyForNull : (text: string) => text;
  const subject = template('subject_template', subjectOf(from));
  const localpart = read('localpart_template', inLowerCase);
  const displayname = read('display_name_template', orNothing);
  const email = read('email_template', orNothing);
  const isLinking = from.flag('allow_existing_users') === true;
  const isAsked = from.flag(...mapping, 'confirm_localpart') === true && !isLinking;
  const action = isAsked ? 'suggest' : 'force';
  return {
    options: {
      ...(subject === undefined ? {} : { subject: { template: subject } }),
      ...(localpart === undefined
        ? {}
        : {
            localpart: {
              action: isAsked ? 'suggest' : 'require',
              template: localpart,
              ...(isLinking ? { on_conflict: 'set' } : {}),
            },
          }),
      ...(displayname === undefined ? {} : { displayname: { action, template: displayname } }),
      ...(email === undefined ? {} : { email: { action, template: email } }),
    },
    ...(localpart === undefined || isAsked ? {} : { nameOfAccounts: isLinking ? 'linked' : 'required' }),
    untranslated,
  };
}

/** MAS takes `sub` by itself. A claim may be a path (`data.id`): Synapse puts it into a template as it is. */
function subjectOf(from: ProviderOptions): string | undefined {
  const template = from.text(...mapping, 'subject_template');
  if (template) return template;
  const claim = from.text(...mapping, 'subject_claim') ?? 'sub';
  return claim === 'sub' ? undefined : `{{ user.${claim} }}`;
}
