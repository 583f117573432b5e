/**
 * The options of homeserver.yaml whose values a plan may name for apply to write into MAS's configuration. All others
 * stay where they are, whatever a plan says.
 */
export function isMovableSecret(key: string): boolean {
  return movable.some((pattern) => pattern.test(key));
}

const movable: readonly RegExp[] = [
  /^password_config\.pepper$/,
  /^(oidc_providers\[\d+\]|oidc_config)\.(client_secret|client_secret_jwt_key\.key)$/,
  /^email\.smtp_pass$/,
  /^recaptcha_private_key$/,
  /^matrix_authentication_service\.secret$/,
  /^experimental_features\.msc3861\.admin_token$/,
];
