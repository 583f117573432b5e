CREATE TABLE operator_notes (note text NOT NULL);
INSERT INTO operator_notes VALUES ('Ask Ada.');
CREATE INDEX lower_mail ON user_emails (lower(email));
CREATE UNIQUE INDEX one_mail_each ON user_emails (user_id, email);
ALTER TABLE user_sessions ADD CONSTRAINT has_agent CHECK (user_agent <> '');
ALTER TABLE user_emails ALTER email SET NOT NULL;
