CREATE TABLE erased_users (user_id text NOT NULL);
INSERT INTO users (name, password_hash, creation_ts, admin, deactivated, locked, shadow_banned, suspended) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1, 0, false, false, false),
  ('@erased:example.org', NULL, 1600000000, 0, 1, false, false, false),
  ('@locked:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 0, 0, true, false, false),
  ('@shadow:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 0, 0, false, true, false),
  ('@silent:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 0, 0, false, false, true);
INSERT INTO erased_users (user_id) VALUES ('@erased:example.org');
