INSERT INTO users (name, password_hash, creation_ts, admin, appservice_id) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1, NULL),
  ('@signalbot:example.org', NULL, 1600000001, 0, 'signal'),
  ('@signal_1:example.org', NULL, 1600000002, 0, 'signal'),
  ('@hookshot:example.org', NULL, 1600000003, 0, 'https://hooks.example.org/'),
  ('@irc_old:example.org', NULL, 1600000004, 0, 'irc'),
  ('@irc_new:example.org', NULL, 1700000000, 0, 'irc'),
  ('@whatsappbot:example.org', NULL, 1600000005, 0, 'whatsapp');
INSERT INTO devices (user_id, device_id, last_seen) VALUES
  ('@signalbot:example.org', 'SIGNAL', 1755000000000),
  ('@hookshot:example.org', 'HOOKS', 1755000000000),
  ('@irc_new:example.org', 'IRC', 1755000000000),
  ('@whatsappbot:example.org', 'WHATSAPP', 1755000000000);
INSERT INTO e2e_device_keys_json (user_id, device_id, ts_added_ms, key_json) VALUES
  ('@signalbot:example.org', 'SIGNAL', 1700000000000, '{}'),
  ('@hookshot:example.org', 'HOOKS', 1700000000000, '{}'),
  ('@whatsappbot:example.org', 'WHATSAPP', 1700000000000, '{}');
INSERT INTO access_tokens (id, user_id, device_id, token) VALUES
  (1, '@signalbot:example.org', 'SIGNAL', 'syt_example_only_1'),
  (2, '@hookshot:example.org', 'HOOKS', 'syt_example_only_2'),
  (3, '@irc_new:example.org', 'IRC', 'syt_example_only_3');
