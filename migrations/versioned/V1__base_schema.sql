-- alembic-revision: 66ea5c9e3d91

-- The only statement of the chain that needs a superuser, and only where the extension is not installed yet.
CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;

-- Tables stand in the order of their foreign keys.

CREATE TABLE public.users (
    id serial NOT NULL,
    yandex_id varchar,
    email varchar NOT NULL,
    hashed_password varchar NOT NULL,
    role varchar,
    status varchar,
    created_at timestamp,
    last_activity timestamp,
    is_email_confirmed boolean,
    email_confirmation_code varchar,
    first_name varchar,
    onboarding_completed boolean,
    onboarding_step integer,
    onboarding_started_at timestamp,
    onboarding_completed_at timestamp,
    onboarding_skipped boolean,
    first_bot_created boolean,
    first_message_sent boolean,
    tutorial_tips_shown text,
    welcome_bonus_received boolean,
    password_reset_token varchar,
    password_reset_expires timestamp,
    CONSTRAINT users_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_users_email ON public.users (email);
CREATE INDEX ix_users_id ON public.users (id);
CREATE UNIQUE INDEX ix_users_yandex_id ON public.users (yandex_id);

CREATE TABLE public.ai_token_pool (
    id serial NOT NULL,
    name varchar NOT NULL,
    token varchar NOT NULL,
    model_access varchar,
    daily_limit integer,
    monthly_limit integer,
    current_daily_usage integer,
    current_monthly_usage integer,
    last_reset_daily timestamp,
    last_reset_monthly timestamp,
    priority integer,
    is_active boolean,
    created_at timestamp,
    last_used timestamp,
    error_count integer,
    last_error timestamp,
    notes text,
    CONSTRAINT ai_token_pool_pkey PRIMARY KEY (id)
);
CREATE INDEX ix_ai_token_pool_id ON public.ai_token_pool (id);
CREATE UNIQUE INDEX ix_ai_token_pool_token ON public.ai_token_pool (token);

CREATE TABLE public.query_embeddings_cache (
    id serial NOT NULL,
    query_hash varchar(64) NOT NULL,
    query_text text NOT NULL,
    embedding public.vector(1536) NOT NULL,
    created_at timestamp,
    last_used timestamp,
    usage_count integer,
    CONSTRAINT query_embeddings_cache_pkey PRIMARY KEY (id)
);
CREATE INDEX ix_query_embeddings_cache_id ON public.query_embeddings_cache (id);
CREATE UNIQUE INDEX ix_query_embeddings_cache_query_hash ON public.query_embeddings_cache (query_hash);

CREATE TABLE public.service_prices (
    id serial NOT NULL,
    service_type varchar NOT NULL,
    price numeric(12,2) NOT NULL,
    description varchar,
    is_active boolean,
    created_at timestamp,
    updated_at timestamp,
    CONSTRAINT service_prices_pkey PRIMARY KEY (id)
);
CREATE INDEX ix_service_prices_id ON public.service_prices (id);
CREATE UNIQUE INDEX ix_service_prices_service_type ON public.service_prices (service_type);

CREATE TABLE public.assistants (
    id serial NOT NULL,
    user_id integer,
    name varchar NOT NULL,
    ai_model varchar,
    system_prompt text,
    created_at timestamp,
    updated_at timestamp,
    is_active boolean,
    website_integration_enabled boolean,
    allowed_domains text,
    knowledge_version integer,
    operator_name varchar(255),
    business_name varchar(255),
    avatar_url text,
    widget_theme varchar(50),
    widget_settings json,
    CONSTRAINT assistants_pkey PRIMARY KEY (id),
    CONSTRAINT assistants_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);
CREATE INDEX ix_assistants_id ON public.assistants (id);

CREATE TABLE public.balance_transactions (
    id serial NOT NULL,
    user_id integer NOT NULL,
    amount numeric(12,2) NOT NULL,
    transaction_type varchar NOT NULL,
    description varchar,
    balance_before numeric(12,2) NOT NULL,
    balance_after numeric(12,2) NOT NULL,
    related_id integer,
    created_at timestamp,
    CONSTRAINT balance_transactions_pkey PRIMARY KEY (id),
    CONSTRAINT balance_transactions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);
CREATE INDEX ix_balance_transactions_id ON public.balance_transactions (id);

CREATE TABLE public.documents (
    id serial NOT NULL,
    user_id integer,
    filename varchar NOT NULL,
    size integer NOT NULL,
    upload_date timestamp,
    doc_hash varchar(64),
    CONSTRAINT documents_pkey PRIMARY KEY (id),
    CONSTRAINT documents_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);
CREATE INDEX ix_documents_id ON public.documents (id);

CREATE TABLE public.integration_tokens (
    id serial NOT NULL,
    name varchar NOT NULL,
    token varchar NOT NULL,
    created_at timestamp,
    owner_id integer,
    CONSTRAINT integration_tokens_pkey PRIMARY KEY (id),
    CONSTRAINT integration_tokens_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users (id)
);
CREATE INDEX ix_integration_tokens_id ON public.integration_tokens (id);
CREATE UNIQUE INDEX ix_integration_tokens_token ON public.integration_tokens (token);

CREATE TABLE public.openai_tokens (
    id serial NOT NULL,
    user_id integer,
    token varchar NOT NULL,
    created_at timestamp,
    CONSTRAINT openai_tokens_pkey PRIMARY KEY (id),
    CONSTRAINT openai_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);
CREATE INDEX ix_openai_tokens_id ON public.openai_tokens (id);
CREATE UNIQUE INDEX ix_openai_tokens_user_id ON public.openai_tokens (user_id);

CREATE TABLE public.payments (
    id serial NOT NULL,
    user_id integer NOT NULL,
    order_id varchar NOT NULL,
    amount numeric(12,2) NOT NULL,
    currency varchar(3) NOT NULL,
    status varchar,
    payment_method varchar,
    description varchar,
    tinkoff_payment_id varchar,
    success_url varchar,
    fail_url varchar,
    created_at timestamp,
    updated_at timestamp,
    completed_at timestamp,
    CONSTRAINT payments_pkey PRIMARY KEY (id),
    CONSTRAINT payments_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);
CREATE INDEX ix_payments_id ON public.payments (id);
CREATE UNIQUE INDEX ix_payments_order_id ON public.payments (order_id);

CREATE TABLE public.telegram_tokens (
    id serial NOT NULL,
    user_id integer,
    token varchar NOT NULL,
    created_at timestamp,
    CONSTRAINT telegram_tokens_pkey PRIMARY KEY (id),
    CONSTRAINT telegram_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);
CREATE INDEX ix_telegram_tokens_id ON public.telegram_tokens (id);
CREATE UNIQUE INDEX ix_telegram_tokens_user_id ON public.telegram_tokens (user_id);

CREATE TABLE public.user_balances (
    id serial NOT NULL,
    user_id integer NOT NULL,
    balance numeric(12,2),
    total_spent numeric(12,2),
    total_topped_up numeric(12,2),
    created_at timestamp,
    updated_at timestamp,
    CONSTRAINT user_balances_pkey PRIMARY KEY (id),
    CONSTRAINT user_balances_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);
CREATE INDEX ix_user_balances_id ON public.user_balances (id);
CREATE UNIQUE INDEX ix_user_balances_user_id ON public.user_balances (user_id);

CREATE TABLE public.dialogs (
    id serial NOT NULL,
    user_id integer,
    assistant_id integer,
    started_at timestamp,
    ended_at timestamp,
    auto_response integer,
    first_response_time double precision,
    fallback integer,
    is_taken_over integer,
    telegram_chat_id varchar,
    telegram_username varchar,
    first_name varchar,
    last_name varchar,
    guest_id varchar,
    handoff_status varchar NOT NULL,
    handoff_requested_at timestamp,
    handoff_started_at timestamp,
    handoff_resolved_at timestamp,
    handoff_reason varchar,
    assigned_manager_id integer,
    request_id varchar(36),
    CONSTRAINT dialogs_pkey PRIMARY KEY (id),
    CONSTRAINT dialogs_assigned_manager_id_fkey FOREIGN KEY (assigned_manager_id) REFERENCES public.users (id),
    CONSTRAINT dialogs_assistant_id_fkey FOREIGN KEY (assistant_id) REFERENCES public.assistants (id),
    CONSTRAINT dialogs_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);
CREATE INDEX ix_dialogs_guest_id ON public.dialogs (guest_id);

CREATE TABLE public.dialog_messages (
    id serial NOT NULL,
    dialog_id integer,
    sender varchar,
    text text NOT NULL,
    "timestamp" timestamp,
    delivered integer,
    message_kind varchar NOT NULL,
    system_type varchar,
    CONSTRAINT dialog_messages_pkey PRIMARY KEY (id),
    CONSTRAINT dialog_messages_dialog_id_fkey FOREIGN KEY (dialog_id) REFERENCES public.dialogs (id)
);

CREATE TABLE public.qa_knowledge (
    id serial NOT NULL,
    user_id integer NOT NULL,
    assistant_id integer,
    question text NOT NULL,
    answer text NOT NULL,
    category varchar,
    keywords varchar,
    importance integer,
    usage_count integer,
    last_used timestamp,
    is_active boolean,
    created_at timestamp,
    updated_at timestamp,
    CONSTRAINT qa_knowledge_pkey PRIMARY KEY (id),
    CONSTRAINT qa_knowledge_assistant_id_fkey FOREIGN KEY (assistant_id) REFERENCES public.assistants (id),
    CONSTRAINT qa_knowledge_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);
CREATE INDEX ix_qa_knowledge_id ON public.qa_knowledge (id);

CREATE TABLE public.user_knowledge (
    id serial NOT NULL,
    user_id integer,
    assistant_id integer,
    doc_id integer,
    content text NOT NULL,
    type varchar,
    doc_type varchar,
    importance integer,
    last_used timestamp,
    usage_count integer,
    created_at timestamp,
    updated_at timestamp,
    CONSTRAINT user_knowledge_pkey PRIMARY KEY (id),
    CONSTRAINT user_knowledge_assistant_id_fkey FOREIGN KEY (assistant_id) REFERENCES public.assistants (id),
    CONSTRAINT user_knowledge_doc_id_fkey FOREIGN KEY (doc_id) REFERENCES public.documents (id),
    CONSTRAINT user_knowledge_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);

CREATE TABLE public.knowledge_embeddings (
    id serial NOT NULL,
    user_id integer NOT NULL,
    assistant_id integer,
    doc_id integer,
    qa_id integer,
    chunk_index integer NOT NULL,
    chunk_text text NOT NULL,
    embedding public.vector(1536) NOT NULL,
    doc_type varchar,
    importance integer,
    token_count integer,
    chunk_hash varchar(64),
    source varchar,
    created_at timestamp,
    updated_at timestamp,
    CONSTRAINT knowledge_embeddings_pkey PRIMARY KEY (id),
    CONSTRAINT fk_knowledge_embeddings_qa_id FOREIGN KEY (qa_id) REFERENCES public.qa_knowledge (id),
    CONSTRAINT knowledge_embeddings_assistant_id_fkey FOREIGN KEY (assistant_id) REFERENCES public.assistants (id),
    CONSTRAINT knowledge_embeddings_doc_id_fkey FOREIGN KEY (doc_id) REFERENCES public.documents (id),
    CONSTRAINT knowledge_embeddings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id)
);
CREATE INDEX ix_knowledge_embeddings_id ON public.knowledge_embeddings (id);
