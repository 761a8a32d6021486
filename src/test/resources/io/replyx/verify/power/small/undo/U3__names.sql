DO $$
BEGIN
    ALTER TABLE public.goods DROP CONSTRAINT uq_goods_label;
    ALTER TABLE public.goods ALTER COLUMN made_at DROP DEFAULT;
END
$$;
CREATE UNIQUE INDEX ix_goods_label ON public.goods (label);
