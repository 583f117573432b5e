INSERT INTO users (name, password_hash, creation_ts, admin, deactivated, locked, appservice_id) VALUES
  ('@left:example.org', NULL, 1600000000, 1, 1, false, NULL),
  ('@locked:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1, 0, true, NULL),
  ('@bridge:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1, 0, false, 'irc'),
  ('@script:example.org', NULL, 1600000000, 1, 0, false, NULL),
  ('@user:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 0, 0, false, NULL);
