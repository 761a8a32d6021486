-- Not in a transaction. uq_users_email of V4 goes on guarding the column.

DROP INDEX CONCURRENTLY IF EXISTS public.ix_users_email;
