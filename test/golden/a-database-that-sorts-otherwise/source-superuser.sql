UPDATE pg_database SET datcollversion = '1' WHERE datname = current_database()
