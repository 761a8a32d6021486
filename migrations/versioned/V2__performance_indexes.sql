-- alembic-revision: 165e5d314eaf

-- Not in a transaction, because of the concurrent builds at the end: each statement commits by itself, and a rerun from
-- the top completes what an interrupted run left.

-- The new tables are empty: their own indexes need no CONCURRENTLY. Each foreign key holds off writes to the table it
-- refers to, for the moment of the CREATE TABLE only.

CREATE TABLE IF NOT EXISTS public.ai_token_usage (
    id serial NOT NULL,
    token_id integer,
    user_id integer,
    assistant_id integer,
    model_used varchar NOT NULL,
    prompt_tokens integer,
    completion_tokens integer,
    total_tokens integer,
    request_type varchar,
    response_time double precision,
    success boolean,
    error_message text,
    created_at timestamp,
    CONSTRAINT ai_token_usage_pkey PRIMARY KEY (id),
    CONSTRAINT ai_token_usage_assistant_id_fkey FOREIGN KEY (assistant_id) REFERENCES public.assistants (id),
    CONSTRAINT ai_token_usage_token_id_fkey FOREIGN KEY (token_id) REFERENCES public.ai_token_pool (id),
    CONSTRAINT ai_token_usage_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);
CREATE INDEX IF NOT EXISTS idx_ai_token_usage_token_created ON public.ai_token_usage (token_id, created_at);
CREATE INDEX IF NOT EXISTS idx_ai_token_usage_user_model ON public.ai_token_usage (user_id, model_used);
CREATE INDEX IF NOT EXISTS ix_ai_token_usage_id ON public.ai_token_usage (id);

CREATE TABLE IF NOT EXISTS public.bot_instances (
    id serial NOT NULL,
    user_id integer,
    assistant_id integer,
    platform varchar NOT NULL,
    bot_token varchar,
    is_active boolean,
    created_at timestamp,
    CONSTRAINT bot_instances_pkey PRIMARY KEY (id),
    CONSTRAINT bot_instances_assistant_id_fkey FOREIGN KEY (assistant_id) REFERENCES public.assistants (id),
    CONSTRAINT bot_instances_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);

CREATE TABLE IF NOT EXISTS public.handoff_audit (
    id serial NOT NULL,
    dialog_id integer NOT NULL,
    from_status varchar,
    to_status varchar NOT NULL,
    user_id integer,
    reason varchar,
    request_id varchar(36),
    seq integer NOT NULL,
    extra_data json,
    created_at timestamp NOT NULL,
    CONSTRAINT handoff_audit_pkey PRIMARY KEY (id),
    CONSTRAINT handoff_audit_dialog_id_fkey FOREIGN KEY (dialog_id) REFERENCES public.dialogs (id),
    CONSTRAINT handoff_audit_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);

CREATE TABLE IF NOT EXISTS public.operator_presence (
    id serial NOT NULL,
    user_id integer NOT NULL,
    status varchar NOT NULL DEFAULT 'offline',
    last_heartbeat timestamp,
    max_active_chats_web integer NOT NULL DEFAULT 3,
    max_active_chats_telegram integer NOT NULL DEFAULT 5,
    active_chats integer NOT NULL DEFAULT 0,
    created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL,
    CONSTRAINT operator_presence_pkey PRIMARY KEY (id),
    CONSTRAINT operator_presence_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);
CREATE UNIQUE INDEX IF NOT EXISTS ix_operator_presence_user_id ON public.operator_presence (user_id);

CREATE TABLE IF NOT EXISTS public.start_page_events (
    id serial NOT NULL,
    user_id integer,
    session_id varchar(64) NOT NULL,
    event_type varchar(50) NOT NULL,
    step_id integer,
    action_type varchar(50),
    event_metadata text,
    user_agent varchar(512),
    ip_address varchar(45),
    created_at timestamp,
    CONSTRAINT start_page_events_pkey PRIMARY KEY (id),
    CONSTRAINT start_page_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);
CREATE INDEX IF NOT EXISTS idx_start_events_session_created ON public.start_page_events (session_id, created_at);
CREATE INDEX IF NOT EXISTS idx_start_events_step_created ON public.start_page_events (step_id, created_at);
CREATE INDEX IF NOT EXISTS idx_start_events_type_created ON public.start_page_events (event_type, created_at);
CREATE INDEX IF NOT EXISTS idx_start_events_user_created ON public.start_page_events (user_id, created_at);
CREATE INDEX IF NOT EXISTS ix_start_page_events_created_at ON public.start_page_events (created_at);
CREATE INDEX IF NOT EXISTS ix_start_page_events_id ON public.start_page_events (id);

CREATE TABLE IF NOT EXISTS public.system_settings (
    id serial NOT NULL,
    category varchar(50) NOT NULL,
    key varchar(100) NOT NULL,
    value text,
    data_type varchar(20),
    is_sensitive boolean,
    description text,
    default_value text,
    is_active boolean,
    created_at timestamp,
    updated_at timestamp,
    updated_by integer,
    CONSTRAINT system_settings_pkey PRIMARY KEY (id),
    CONSTRAINT system_settings_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES public.users (id)
);
CREATE UNIQUE INDEX IF NOT EXISTS ix_system_settings_category_key ON public.system_settings (category, key);

-- These tables hold data. Each drop removes what an interrupted build left INVALID.

DROP INDEX CONCURRENTLY IF EXISTS public.idx_balance_transactions_type_created;
CREATE INDEX CONCURRENTLY idx_balance_transactions_type_created
    ON public.balance_transactions (transaction_type, created_at);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_balance_transactions_user_created;
CREATE INDEX CONCURRENTLY idx_balance_transactions_user_created
    ON public.balance_transactions (user_id, created_at);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_dialog_messages_dialog_timestamp;
CREATE INDEX CONCURRENTLY idx_dialog_messages_dialog_timestamp
    ON public.dialog_messages (dialog_id, "timestamp");

DROP INDEX CONCURRENTLY IF EXISTS public.idx_dialog_messages_kind_timestamp;
CREATE INDEX CONCURRENTLY idx_dialog_messages_kind_timestamp
    ON public.dialog_messages (message_kind, "timestamp");

DROP INDEX CONCURRENTLY IF EXISTS public.idx_dialog_messages_sender_timestamp;
CREATE INDEX CONCURRENTLY idx_dialog_messages_sender_timestamp
    ON public.dialog_messages (sender, "timestamp");

DROP INDEX CONCURRENTLY IF EXISTS public.idx_dialogs_assistant_created;
CREATE INDEX CONCURRENTLY idx_dialogs_assistant_created
    ON public.dialogs (assistant_id, started_at);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_dialogs_handoff_status;
CREATE INDEX CONCURRENTLY idx_dialogs_handoff_status
    ON public.dialogs (handoff_status, handoff_requested_at);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_dialogs_user_started;
CREATE INDEX CONCURRENTLY idx_dialogs_user_started
    ON public.dialogs (user_id, started_at);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_documents_hash;
CREATE INDEX CONCURRENTLY idx_documents_hash
    ON public.documents (doc_hash);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_documents_user_upload;
CREATE INDEX CONCURRENTLY idx_documents_user_upload
    ON public.documents (user_id, upload_date);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_knowledge_embeddings_assistant_importance;
CREATE INDEX CONCURRENTLY idx_knowledge_embeddings_assistant_importance
    ON public.knowledge_embeddings (assistant_id, importance);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_knowledge_embeddings_chunk_hash;
CREATE INDEX CONCURRENTLY idx_knowledge_embeddings_chunk_hash
    ON public.knowledge_embeddings (chunk_hash);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_knowledge_embeddings_source_created;
CREATE INDEX CONCURRENTLY idx_knowledge_embeddings_source_created
    ON public.knowledge_embeddings (source, created_at);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_knowledge_embeddings_user_doc;
CREATE INDEX CONCURRENTLY idx_knowledge_embeddings_user_doc
    ON public.knowledge_embeddings (user_id, doc_id);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_payments_status_created;
CREATE INDEX CONCURRENTLY idx_payments_status_created
    ON public.payments (status, created_at);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_payments_user_created;
CREATE INDEX CONCURRENTLY idx_payments_user_created
    ON public.payments (user_id, created_at);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_user_knowledge_doc_type;
CREATE INDEX CONCURRENTLY idx_user_knowledge_doc_type
    ON public.user_knowledge (doc_type, importance);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_user_knowledge_last_used;
CREATE INDEX CONCURRENTLY idx_user_knowledge_last_used
    ON public.user_knowledge (last_used);

DROP INDEX CONCURRENTLY IF EXISTS public.idx_user_knowledge_user_assistant;
CREATE INDEX CONCURRENTLY idx_user_knowledge_user_assistant
    ON public.user_knowledge (user_id, assistant_id);
