INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 0, 1),
  ('@bob:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 0),
  ('@eve:old.example.org', NULL, 1400000000, 0),
  ('@bob:home:example.org', NULL, 1400000000, 0);
INSERT INTO devices (user_id, device_id) VALUES
  ('@ada:example.org', 'PHONE'),
  ('@bob:example.org', 'PHONE'),
  ('@bob:example.org', '!#$%&''()*+,-./:;<=>?@[]^_`{|}~'),
  ('@deleted:example.org', 'LAPTOP');
INSERT INTO access_tokens (id, user_id, device_id, token, valid_until_ms, puppets_user_id) VALUES
  (1, '@ada:example.org', 'PHONE', 'syt_example_only', 253402300799999, NULL),
  (2, '@bob:example.org', NULL, 'made by hand', NULL, '@ada:example.org'),
  (3, '@deleted:example.org', 'LAPTOP', 'syt_example_only_2', NULL, NULL);
INSERT INTO user_threepids (user_id, medium, address, validated_at, added_at) VALUES
  ('@deleted:example.org', 'email', 'deleted@example.org', 1600000000000, 1600000000000);
