-- keeps: extension vector (other objects may need it, and dropping it takes its owner or a superuser)
-- lossy: every row of the seventeen tables goes with its table

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
