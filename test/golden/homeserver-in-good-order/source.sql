CREATE TABLE erased_users (user_id text NOT NULL);
INSERT INTO users (name, password_hash, creation_ts, admin, appservice_id, deactivated, shadow_banned, suspended) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1, NULL, 0, false, false),
  ('@bob:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 0, NULL, 0, NULL, false),
  ('@gone:example.org', NULL, 1600000000, 0, NULL, 1, false, false),
  ('@bridged:example.org', NULL, 1600000000, 0, 'bridge', 0, true, true);
INSERT INTO erased_users (user_id) VALUES ('@somebody:elsewhere.example');
INSERT INTO devices (user_id, device_id, display_name, hidden) VALUES
  ('@ada:example.org', 'LAPTOP', 'Laptop', false),
  ('@ada:example.org', 'cross-signing', NULL, true),
  ('@gone:example.org', 'PHONE', NULL, false),
  ('@bridged:example.org', 'BRIDGE', NULL, false);
INSERT INTO access_tokens (id, user_id, device_id, token) VALUES
  (1, '@ada:example.org', 'LAPTOP', 'syt_example_only'),
  (2, '@bob:example.org', NULL, 'syt_example_only_2');
