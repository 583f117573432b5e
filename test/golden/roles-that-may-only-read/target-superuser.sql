-- Everything belongs to somebody else now, and the role may read it.
DO $$
DECLARE owner regrole := (SELECT datdba FROM pg_database WHERE datname = current_database());
BEGIN
  EXECUTE format('REASSIGN OWNED BY %s TO CURRENT_USER', owner);
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA public TO %s', owner);
END $$
