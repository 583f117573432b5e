INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1);
INSERT INTO users (name, creation_ts, is_guest) VALUES ('@1234:example.org', 1500000000, 1), ('@1235:example.org', 1500000000, 1);
INSERT INTO devices (user_id, device_id) VALUES ('@1234:example.org', 'guest_device');
INSERT INTO access_tokens (id, user_id, device_id, token) VALUES (1, '@1234:example.org', 'guest_device', 'example-only');
