UPDATE schema_version SET version = 92;
INSERT INTO users (name, password_hash, creation_ts, admin, appservice_id) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1, NULL),
  ('@whatsappbot:example.org', NULL, 1600000005, 0, 'whatsapp');
INSERT INTO devices (user_id, device_id, last_seen) VALUES ('@whatsappbot:example.org', 'WHATSAPP', 1755000000000);
INSERT INTO e2e_device_keys_json (user_id, device_id, ts_added_ms, key_json) VALUES
  ('@whatsappbot:example.org', 'WHATSAPP', 1700000000000, '{}');
