INSERT INTO users (user_id, username, created_at) VALUES
  ('00000000-0000-0000-0000-000000000001', 'ada', now()),
  ('00000000-0000-0000-0000-000000000002', 'bob', now());
INSERT INTO user_sessions (user_session_id, user_id, created_at)
VALUES ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000001', now());
