INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@ada:example.org', '$2y$10$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1),
  ('@first:example.org', '$2a$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 0, 0),
  ('@short:example.org', '$2b$12$example-only', 1600000000, 0),
  ('@kdf:example.org', '$pbkdf2-sha512$25000$example$only', 1600000000, 0),
  ('@plain:example.org', 'example-only-plain', 1600000000, 0);
INSERT INTO users (name, password_hash, creation_ts, appservice_id) VALUES ('@ghost:example.org', 'example-only-ghost', 1600000000, 'irc');
INSERT INTO user_threepids (user_id, medium, address, validated_at, added_at) VALUES
  ('@ada:example.org', 'email', 'ada at example.org', 1600000000000, 1600000000000),
  ('@first:example.org', 'email', 'First+1@BÜCHER.example', 1600000000000, 1600000000);
INSERT INTO user_external_ids (auth_provider, external_id, user_id) VALUES
  ('oidc-example', '', '@ada:example.org'),
  ('oidc-example', repeat('s', 2048), '@first:example.org');
INSERT INTO devices (user_id, device_id, display_name, last_seen) VALUES
  ('@ada:example.org', 'PHONE', 'Phone', 4102444800000);
INSERT INTO access_tokens (id, user_id, device_id, token, valid_until_ms) VALUES
  (1, '@ada:example.org', 'PHONE', 'syt_example_only', 1900000000);
