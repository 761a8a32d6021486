-- Not in a transaction.

DROP INDEX CONCURRENTLY IF EXISTS public.query_embeddings_cache_embedding_cosine_idx;
DROP INDEX CONCURRENTLY IF EXISTS public.knowledge_embeddings_embedding_l2_idx;
DROP INDEX CONCURRENTLY IF EXISTS public.knowledge_embeddings_embedding_cosine_idx;
