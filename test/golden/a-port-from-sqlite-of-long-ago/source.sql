CREATE TABLE port_from_sqlite3 (
  table_name varchar(100) NOT NULL UNIQUE, forward_rowid bigint NOT NULL, backward_rowid bigint NOT NULL
);
INSERT INTO port_from_sqlite3 VALUES ('access_tokens', 3, 0), ('devices', 7, -1), ('user_threepids', 1, 0), ('users', 2, 0);
INSERT INTO users (name, password_hash, creation_ts, admin) VALUES
  ('@ada:example.org', '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1600000000, 1);
