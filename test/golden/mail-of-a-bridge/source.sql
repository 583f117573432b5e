INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@ada.b=c_d/e+f-0:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1);
INSERT INTO users (name, creation_ts, appservice_id) VALUES ('@Signal 1:example.org', 1600000000, 'signal');
INSERT INTO user_threepids (user_id, medium, address, validated_at, added_at) VALUES
  ('@ada.b=c_d/e+f-0:example.org', 'email', 'ada@example.org', 1600000000000, 1600000000000),
  ('@Signal 1:example.org', 'email', 'ADA@example.org', 1600000000000, 1600000000000),
  ('@Signal 1:example.org', 'msisdn', '4915112345678', 1600000000000, 1600000000000);
