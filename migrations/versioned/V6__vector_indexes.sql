-- alembic-revision: fb3228f45466

-- Not in a transaction. Each drop removes what an interrupted build left INVALID.
-- ivfflat takes its lists from the rows that are there: an index that was built on an empty table has no meaningful
-- lists and needs REINDEX INDEX CONCURRENTLY once the data is in.

DROP INDEX CONCURRENTLY IF EXISTS public.knowledge_embeddings_embedding_cosine_idx;
CREATE INDEX CONCURRENTLY knowledge_embeddings_embedding_cosine_idx
    ON public.knowledge_embeddings USING ivfflat (embedding public.vector_cosine_ops) WITH (lists = 100);

DROP INDEX CONCURRENTLY IF EXISTS public.knowledge_embeddings_embedding_l2_idx;
CREATE INDEX CONCURRENTLY knowledge_embeddings_embedding_l2_idx
    ON public.knowledge_embeddings USING ivfflat (embedding public.vector_l2_ops) WITH (lists = 100);

DROP INDEX CONCURRENTLY IF EXISTS public.query_embeddings_cache_embedding_cosine_idx;
CREATE INDEX CONCURRENTLY query_embeddings_cache_embedding_cosine_idx
    ON public.query_embeddings_cache USING ivfflat (embedding public.vector_cosine_ops) WITH (lists = 50);
