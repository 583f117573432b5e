INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1);
INSERT INTO devices (user_id, device_id) VALUES ('@ada:example.org', 'Signal Bridge'), ('@ada:example.org', 'PHONE');
INSERT INTO access_tokens (id, user_id, device_id, token) VALUES
  (1, '@ada:example.org', 'Signal Bridge', 'syt_example_only'),
  (2, '@ada:example.org', 'PHONE', 'MDAxYmxvY2F0aW9uIGV4YW1wbGUub3JnCjAwMTNpZGVudGlmaWVyIGtleQo');
