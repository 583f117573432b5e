INSERT INTO users (name, password_hash, creation_ts, admin, is_guest) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1, 0),
  ('@bob:example.org', NULL, 1600000000, 0, 0),
  ('@cleo:example.org', NULL, 1600000000, 0, 0),
  ('@17:example.org', NULL, 1600000000, 0, 1),
  ('@18:example.org', NULL, 1600000000, 0, 1),
  ('@eve:old.example.org', NULL, 1400000000, 0, 0),
  ('@bob:home:example.org', NULL, 1400000000, 0, 0);
INSERT INTO devices (user_id, device_id) VALUES
  ('@ada:example.org', 'PHONE'),
  ('@17:example.org', 'guest_device'),
  ('@eve:old.example.org', 'PHONE'),
  ('@deleted:example.org', 'LAPTOP');
INSERT INTO access_tokens (id, user_id, device_id, token) VALUES
  (1, '@ada:example.org', 'PHONE', 'syt_example_only'),
  (2, '@deleted:example.org', 'LAPTOP', 'syt_example_only_2');
INSERT INTO user_external_ids (auth_provider, external_id, user_id) VALUES
  ('oidc', 'b0b', '@bob:example.org'),
  ('oidc-keycloak', 'b0b', '@bob:example.org'),
  ('oidc', 'c1e0', '@cleo:example.org'),
  ('oidc-google', '1174', '@ada:example.org'),
  ('oidc-google', '2290', '@bob:example.org');
