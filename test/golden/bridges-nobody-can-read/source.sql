INSERT INTO users (name, password_hash, creation_ts, admin, appservice_id) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1, NULL),
  ('@irc_1:example.org', NULL, 1600000001, 0, 'irc'),
  ('@tg_1:example.org', NULL, 1600000002, 0, 'telegram');
