INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1);
INSERT INTO devices (user_id, device_id, display_name) VALUES
  ('@ada:example.org', 'PHONE', 'Phone'),
  ('@ada:example.org', 'Signal Bridge', 'Bridge');
INSERT INTO refresh_tokens (id, user_id, device_id, token) VALUES (1, '@ada:example.org', 'PHONE', 'by hand too');
INSERT INTO access_tokens (id, user_id, device_id, token) VALUES
  (1, '@ada:example.org', 'PHONE', 'madebyhandwithoutanythingodd'),
  (2, '@ada:example.org', NULL, 'bot');
