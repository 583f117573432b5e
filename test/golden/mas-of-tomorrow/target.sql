ALTER TABLE users ADD pronoun text NOT NULL;
ALTER TABLE users ADD colour text NOT NULL DEFAULT 'red';
ALTER TABLE compat_sessions ALTER human_name SET NOT NULL;
ALTER TABLE compat_access_tokens ADD CONSTRAINT one_token UNIQUE (compat_session_id);
CREATE UNIQUE INDEX lower_mail ON user_emails (lower(email));
