INSERT INTO users (name, password_hash, creation_ts, admin, deactivated) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1, 0),
  ('@gone:example.org', NULL, 1600000000, 0, 1);
INSERT INTO devices (user_id, device_id, display_name) VALUES ('@ada:example.org', 'LAPTOP', 'Laptop');
INSERT INTO access_tokens (id, user_id, device_id, token) VALUES (1, '@ada:example.org', 'LAPTOP', 'syt_example_only');
