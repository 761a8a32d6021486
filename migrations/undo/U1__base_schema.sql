-- keeps: extension vector (other objects may need it, and dropping it takes its owner or a superuser)
-- lossy: public.knowledge_embeddings (the table is of this version, and its rows go with it)
-- lossy: public.user_knowledge (the table is of this version, and its rows go with it)
-- lossy: public.qa_knowledge (the table is of this version, and its rows go with it)
-- lossy: public.dialog_messages (the table is of this version, and its rows go with it)
-- lossy: public.dialogs (the table is of this version, and its rows go with it)
-- lossy: public.user_balances (the table is of this version, and its rows go with it)
-- lossy: public.telegram_tokens (the table is of this version, and its rows go with it)
-- lossy: public.payments (the table is of this version, and its rows go with it)
-- lossy: public.openai_tokens (the table is of this version, and its rows go with it)
-- lossy: public.integration_tokens (the table is of this version, and its rows go with it)
-- lossy: public.documents (the table is of this version, and its rows go with it)
-- lossy: public.balance_transactions (the table is of this version, and its rows go with it)
-- lossy: public.assistants (the table is of this version, and its rows go with it)
-- lossy: public.service_prices (the table is of this version, and its rows go with it)
-- lossy: public.query_embeddings_cache (a cache, which fills again)
-- lossy: public.ai_token_pool (the table is of this version, and its rows go with it)
-- lossy: public.users (the table is of this version, and its rows go with it)

-- Against the foreign keys: a table goes before the ones it refers to. Without CASCADE, so that an object that is not
-- ours stops the undo instead of vanishing with it. The sequences belong to their columns and go with them.

DROP TABLE public.knowledge_embeddings;
DROP TABLE public.user_knowledge;
DROP TABLE public.qa_knowledge;
DROP TABLE public.dialog_messages;
DROP TABLE public.dialogs;
DROP TABLE public.user_balances;
DROP TABLE public.telegram_tokens;
DROP TABLE public.payments;
DROP TABLE public.openai_tokens;
DROP TABLE public.integration_tokens;
DROP TABLE public.documents;
DROP TABLE public.balance_transactions;
DROP TABLE public.assistants;
DROP TABLE public.service_prices;
DROP TABLE public.query_embeddings_cache;
DROP TABLE public.ai_token_pool;
DROP TABLE public.users;
