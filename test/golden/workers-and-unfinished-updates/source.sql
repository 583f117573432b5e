INSERT INTO background_updates (update_name, progress_json) VALUES
  ('sliding_sync_membership_snapshots_bg_update', '{}'), ('events_jump_to_date_index', '{}');
CREATE TABLE erased_users (user_id text NOT NULL);
REVOKE SELECT ON erased_users FROM CURRENT_USER;
