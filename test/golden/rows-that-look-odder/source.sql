INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@ada:example.org', '$2y$10$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1400000000, 1);
INSERT INTO users (name, password_hash, creation_ts, appservice_id) VALUES ('@ADA:example.org', 'example-only-ghost', 1600000000, 'irc');
INSERT INTO user_threepids (user_id, medium, address, validated_at, added_at) VALUES
  ('@ada:example.org', 'email', 'Ada+1@bücher.example', 1600000000000, 1600000000000);
INSERT INTO user_external_ids (auth_provider, external_id, user_id) VALUES
  ('oidc-example', ' ', '@ada:example.org'),
  ('oidc', repeat('s', 2677), '@ada:example.org');
INSERT INTO devices (user_id, device_id, display_name, last_seen) VALUES ('@ada:example.org', 'PHONE', 'Phone', NULL);
