DROP INDEX CONCURRENTLY IF EXISTS public.goods_made_idx;
DROP INDEX CONCURRENTLY IF EXISTS public.goods_picture_idx;
DROP TABLE public.reviews;
