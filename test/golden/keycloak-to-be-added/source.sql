INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@ada:example.org', NULL, 1600000000, 1),
  ('@bob:example.org', NULL, 1600000000, 0);
INSERT INTO user_external_ids (auth_provider, external_id, user_id) VALUES
  ('oidc-keycloak', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', '@ada:example.org');
