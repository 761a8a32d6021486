-- alembic-revision: c4132f66258f

-- As in V3: the indexes are adopted, not rebuilt.

ALTER TABLE public.system_settings
    ADD CONSTRAINT uq_system_settings_category_key UNIQUE USING INDEX ix_system_settings_category_key;
ALTER TABLE public.users
    ADD CONSTRAINT uq_users_email UNIQUE USING INDEX ix_users_email;
