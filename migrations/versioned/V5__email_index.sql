-- alembic-revision: 23081a5beb71

-- Not in a transaction. The drop removes what an interrupted build left INVALID.

DROP INDEX CONCURRENTLY IF EXISTS public.ix_users_email;
CREATE INDEX CONCURRENTLY ix_users_email ON public.users (email);
