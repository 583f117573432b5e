/** DSSE's payloadType of an in-toto statement. */
export const payloadType = 'application/vnd.in-toto+json';

/** `_type` of an in-toto statement of version 1. */
export const statementType = 'https://in-toto.io/Statement/v1';

/** To what somebody says yes: that a plan is applied, or that its way back discards what people did in MAS since. */
export type ApprovedAction = 'apply' | 'discard-mas-changes';

/**
 * By action, what our statements are called: "this identity approves this plan". Names, not addresses, and different ones: whoever
 * looks only at the type sees that one approval is not the other.
 */
export const predicateTypes = {
  apply: 'urn:syn2mas-plan:approval:1.0',
  'discard-mas-changes': 'urn:syn2mas-plan:discard-approval:1.0',
} as const satisfies Record<ApprovedAction, string>;

/** The namespace of the SSH signatures: one that was made for anything else approves nothing. */
export const signatureNamespace = 'syn2mas-plan-approval';
