import type { YamlValue } from '../../yaml/yaml-value.ts';
import { checkTemplate } from './check-template.ts';
import type { ProviderOptions } from './provider-options.ts';

export interface ClaimsImports {
  readonly options: Readonly<Record<string, YamlValue>>;
  /** Options of Synapse whose templates MAS does not take as they are, each with what it does not know. */
  readonly untranslated: readonly { readonly option: string; readonly unknown: readonly string[] }[];
}

const mapping = ['user_mapping_provider', 'config'] as const;

/**
 * Maps the templates of Synapse's own mapping provider. Where Synapse links accounts by their name
 * (allow_existing_users), MAS adds a link only where the account has none of this provider: it cannot be taken over.
 */
export function claimsImports(from: ProviderOptions): ClaimsImports {
  const untranslated: { readonly option: string; readonly unknown: readonly string[] }[] = [];
  const template = (option: string, text: string | undefined): string | undefined => {
    if (text === undefined) return undefined;
    const checked = checkTemplate(text);
    if (checked.unknown.length > 0) untranslated.push({ option, unknown: checked.unknown });
    return checked.template;
  };
  const read = (option: string): string | undefined => template(option, from.text(...mapping, option));
  const subject = template('subject_template', subjectOf(from));
  const localpart = read('localpart_template');
  const displayname = read('display_name_template');
  const email = read('email_template');
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
    untranslated,
  };
}

/** MAS takes `sub` by itself. */
function subjectOf(from: ProviderOptions): string | undefined {
  const template = from.text(...mapping, 'subject_template');
  if (template) return template;
  const claim = from.text(...mapping, 'subject_claim') ?? 'sub';
  return claim === 'sub' ? undefined : `{{ user.${claim} }}`;
}
