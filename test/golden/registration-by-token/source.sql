INSERT INTO registration_tokens (token, uses_allowed, pending, completed, expiry_time) VALUES ('example-only', 5, 0, 2, 1893456000000);
