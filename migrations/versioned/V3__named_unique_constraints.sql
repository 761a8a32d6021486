-- alembic-revision: 6d3478c239ce

-- USING INDEX adopts the unique index that is there and renames it: nothing is rebuilt, and no moment is without
-- uniqueness. The tables stay under ACCESS EXCLUSIVE until the commit, but each change is one of the catalog only. U3
-- locks them in the same order.

ALTER TABLE public.ai_token_pool
    ADD CONSTRAINT uq_ai_token_pool_token UNIQUE USING INDEX ix_ai_token_pool_token;
ALTER TABLE public.integration_tokens
    ADD CONSTRAINT uq_integration_tokens_token UNIQUE USING INDEX ix_integration_tokens_token;
ALTER TABLE public.openai_tokens
    ADD CONSTRAINT uq_openai_tokens_user_id UNIQUE USING INDEX ix_openai_tokens_user_id;
ALTER TABLE public.operator_presence
    ADD CONSTRAINT uq_operator_presence_user_id UNIQUE USING INDEX ix_operator_presence_user_id;
ALTER TABLE public.payments
    ADD CONSTRAINT uq_payments_order_id UNIQUE USING INDEX ix_payments_order_id;
ALTER TABLE public.query_embeddings_cache
    ADD CONSTRAINT uq_query_embeddings_cache_query_hash UNIQUE USING INDEX ix_query_embeddings_cache_query_hash;
ALTER TABLE public.service_prices
    ADD CONSTRAINT uq_service_prices_service_type UNIQUE USING INDEX ix_service_prices_service_type;
ALTER TABLE public.telegram_tokens
    ADD CONSTRAINT uq_telegram_tokens_user_id UNIQUE USING INDEX ix_telegram_tokens_user_id;
ALTER TABLE public.user_balances
    ADD CONSTRAINT uq_user_balances_user_id UNIQUE USING INDEX ix_user_balances_user_id;
ALTER TABLE public.users
    ADD CONSTRAINT uq_users_yandex_id UNIQUE USING INDEX ix_users_yandex_id;

ALTER TABLE public.handoff_audit ALTER COLUMN created_at SET DEFAULT now();
ALTER TABLE public.operator_presence ALTER COLUMN created_at SET DEFAULT now();
ALTER TABLE public.operator_presence ALTER COLUMN updated_at SET DEFAULT now();
