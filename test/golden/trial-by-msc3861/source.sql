INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1),
  ('@bob:example.org', NULL, 1700000000, 0);
INSERT INTO user_external_ids (auth_provider, external_id, user_id) VALUES ('oauth-delegated', '01JZ8Q2M6V0S6TVTDY4GZ3K8AB', '@bob:example.org');
