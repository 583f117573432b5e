INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
VALUES (20270101000000, 'what nobody knows yet', true, '', 0);
