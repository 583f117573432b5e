DELETE FROM _sqlx_migrations WHERE version > 20250709142240;
