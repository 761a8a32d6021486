-- Not in a transaction, because of the concurrent builds. At every moment, and after an interruption at any statement,
-- a constraint or a valid unique index guards each column; a rerun from the top completes the undo.

-- What an interrupted build left INVALID. A valid index stays: once the constraints are gone, it alone guards its
-- column.
DO $$
DECLARE
    leftover regclass;
BEGIN
    FOR leftover IN
        SELECT i.indexrelid::regclass
          FROM pg_catalog.pg_index i
          JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
         WHERE c.relnamespace = 'public'::regnamespace
           AND c.relname IN ('ix_ai_token_pool_token',
                             'ix_integration_tokens_token',
                             'ix_openai_tokens_user_id',
                             'ix_operator_presence_user_id',
                             'ix_payments_order_id',
                             'ix_query_embeddings_cache_query_hash',
                             'ix_service_prices_service_type',
                             'ix_telegram_tokens_user_id',
                             'ix_user_balances_user_id',
                             'ix_users_yandex_id')
           AND NOT i.indisvalid
    LOOP
        EXECUTE 'DROP INDEX ' || leftover;
    END LOOP;
END
$$;

CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix_ai_token_pool_token
    ON public.ai_token_pool (token);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix_integration_tokens_token
    ON public.integration_tokens (token);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix_openai_tokens_user_id
    ON public.openai_tokens (user_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix_operator_presence_user_id
    ON public.operator_presence (user_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix_payments_order_id
    ON public.payments (order_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix_query_embeddings_cache_query_hash
    ON public.query_embeddings_cache (query_hash);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix_service_prices_service_type
    ON public.service_prices (service_type);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix_telegram_tokens_user_id
    ON public.telegram_tokens (user_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix_user_balances_user_id
    ON public.user_balances (user_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix_users_yandex_id
    ON public.users (yandex_id);

-- One statement, so all or nothing. It refuses to drop a constraint that has no index to take over.
DO $$
DECLARE
    missing text;
BEGIN
    SELECT string_agg(want.name, ', ')
      INTO missing
      FROM (VALUES ('ix_ai_token_pool_token', 'public.ai_token_pool'::regclass),
                   ('ix_integration_tokens_token', 'public.integration_tokens'::regclass),
                   ('ix_openai_tokens_user_id', 'public.openai_tokens'::regclass),
                   ('ix_operator_presence_user_id', 'public.operator_presence'::regclass),
                   ('ix_payments_order_id', 'public.payments'::regclass),
                   ('ix_query_embeddings_cache_query_hash', 'public.query_embeddings_cache'::regclass),
                   ('ix_service_prices_service_type', 'public.service_prices'::regclass),
                   ('ix_telegram_tokens_user_id', 'public.telegram_tokens'::regclass),
                   ('ix_user_balances_user_id', 'public.user_balances'::regclass),
                   ('ix_users_yandex_id', 'public.users'::regclass)) AS want (name, relid)
     WHERE NOT EXISTS (SELECT 1
                         FROM pg_catalog.pg_index i
                         JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
                        WHERE i.indrelid = want.relid
                          AND c.relname = want.name
                          AND i.indisunique AND i.indisvalid);
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'no valid unique index to take over: %', missing;
    END IF;

    ALTER TABLE public.ai_token_pool DROP CONSTRAINT IF EXISTS uq_ai_token_pool_token;
    ALTER TABLE public.integration_tokens DROP CONSTRAINT IF EXISTS uq_integration_tokens_token;
    ALTER TABLE public.openai_tokens DROP CONSTRAINT IF EXISTS uq_openai_tokens_user_id;
    ALTER TABLE public.operator_presence DROP CONSTRAINT IF EXISTS uq_operator_presence_user_id;
    ALTER TABLE public.payments DROP CONSTRAINT IF EXISTS uq_payments_order_id;
    ALTER TABLE public.query_embeddings_cache DROP CONSTRAINT IF EXISTS uq_query_embeddings_cache_query_hash;
    ALTER TABLE public.service_prices DROP CONSTRAINT IF EXISTS uq_service_prices_service_type;
    ALTER TABLE public.telegram_tokens DROP CONSTRAINT IF EXISTS uq_telegram_tokens_user_id;
    ALTER TABLE public.user_balances DROP CONSTRAINT IF EXISTS uq_user_balances_user_id;
    ALTER TABLE public.users DROP CONSTRAINT IF EXISTS uq_users_yandex_id;

    ALTER TABLE public.handoff_audit ALTER COLUMN created_at DROP DEFAULT;
    ALTER TABLE public.operator_presence ALTER COLUMN created_at DROP DEFAULT;
    ALTER TABLE public.operator_presence ALTER COLUMN updated_at DROP DEFAULT;
END
$$;
