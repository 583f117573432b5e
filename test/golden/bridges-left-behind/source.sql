INSERT INTO users (name, password_hash, creation_ts, admin, appservice_id) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1, NULL),
  ('@tg_1:example.org', NULL, 1600000001, 0, 'telegram'),
  ('@tg_2:example.org', NULL, 1600000002, 0, 'telegram'),
  ('@irc_lost:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000003, 0, NULL),
  ('@discord_123:example.org', NULL, 1600000004, 0, NULL),
  ('@helpbot:example.org', NULL, 1600000005, 0, NULL);
