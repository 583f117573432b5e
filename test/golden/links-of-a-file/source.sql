INSERT INTO users (name, password_hash, creation_ts, admin, deactivated, appservice_id) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1, 0, NULL),
  ('@bob:example.org', NULL, 1600000000, 0, 0, NULL),
  ('@cleo:example.org', NULL, 1600000000, 0, 0, NULL),
  ('@dan:example.org', NULL, 1600000000, 0, 1, NULL),
  ('@irc_eve:example.org', NULL, 1600000000, 0, 0, 'irc');
INSERT INTO user_external_ids (auth_provider, external_id, user_id) VALUES
  ('oidc-keycloak', 'b0b', '@bob:example.org');
