INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1);
INSERT INTO devices (user_id, device_id) VALUES ('@ada:example.org', 'OLD');
INSERT INTO access_tokens (id, user_id, device_id, token) VALUES
  (1, '@ada:example.org', 'OLD', 'MDAyMWxvY2F0aW9uIG1hdHJpeC5leGFtcGxlLm9yZwowMDEzaWRlbnRpZmllciBrZXkK'),
  (2, '@ada:example.org', NULL, 'syt_YWRh_exampleonly_000000');
INSERT INTO registration_tokens (token, pending, completed) VALUES ('example-only', 0, 0);
