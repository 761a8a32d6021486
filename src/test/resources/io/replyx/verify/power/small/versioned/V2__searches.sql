CREATE TABLE public.reviews (
    id serial NOT NULL,
    words text,
    CONSTRAINT reviews_pkey PRIMARY KEY (id)
);
DROP INDEX CONCURRENTLY IF EXISTS public.goods_picture_idx;
CREATE INDEX CONCURRENTLY goods_picture_idx ON public.goods USING ivfflat (picture public.vector_l2_ops) WITH (lists = 10) WHERE sold;
CREATE INDEX CONCURRENTLY IF NOT EXISTS goods_made_idx ON public.goods (made_at, label);
