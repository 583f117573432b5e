/** DSSE's payloadType of an in-toto statement. */
export const payloadType = 'application/vnd.in-toto+json';

/** `_type` of an in-toto statement of version 1. */
export const statementType = 'https://in-toto.io/Statement/v1';

/** What our statements say: "this identity approves this plan". A name, not an address. */
export const predicateType = 'urn:syn2mas-plan:approval:1.0';

/** The namespace of the SSH signatures: one that was made for anything else approves nothing. */
export const signatureNamespace = 'syn2mas-plan-approval';
