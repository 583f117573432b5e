INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@anna:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1),
  ('@Anna:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1450000000, 0),
  ('@a.b=c_d/e+f-0:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 0);
INSERT INTO users (name, creation_ts, appservice_id) VALUES
  ('@irc_a:b:example.org', 1600000000, 'irc'),
  ('@ghost:elsewhere.example', 1600000000, 'irc');
INSERT INTO user_threepids (user_id, medium, address, validated_at, added_at) VALUES
  ('@anna:example.org', 'email', 'anna@example.org', 1600000000000, 1600000000000),
  ('@anna:example.org', 'email', 'ANNA@example.org', 1600000000000, 1600000000000);
