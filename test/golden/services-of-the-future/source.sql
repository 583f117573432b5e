UPDATE schema_version SET version = 95;
