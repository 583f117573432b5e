INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1);
INSERT INTO user_threepids (user_id, medium, address, validated_at, added_at) VALUES
  ('@ada:example.org', 'email', 'ada@example.org', 1600000000000, 1600000000000);
