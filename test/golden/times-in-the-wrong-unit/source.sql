INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1),
  ('@milli:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000000000, 0),
  ('@early:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', -1, 0);
INSERT INTO users (name, creation_ts, appservice_id) VALUES ('@ADA:example.org', 1600000000, 'irc');
INSERT INTO user_threepids (user_id, medium, address, validated_at, added_at) VALUES
  ('@ada:example.org', 'email', 'ada@example.org', 1600000000000, 9223372036854775807);
