INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1),
  ('@12345:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 0),
  ('@mum:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 0),
  ('@dad:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 0);
INSERT INTO users (name, creation_ts, appservice_id) VALUES ('@irc_bob:example.org', 1600000000, 'irc');
INSERT INTO user_threepids (user_id, medium, address, validated_at, added_at) VALUES
  ('@mum:example.org', 'email', 'Family@example.org', 1600000000000, 1600000000000),
  ('@dad:example.org', 'email', 'family@example.org', 1600000000000, 1600000000000),
  ('@dad:example.org', 'msisdn', '4915112345678', 1600000000000, 1600000000000),
  ('@12345:example.org', 'msisdn', '4915187654321', 1600000000000, 1600000000000);
