ALTER TABLE public.goods ADD CONSTRAINT uq_goods_label UNIQUE USING INDEX ix_goods_label;
ALTER TABLE public.goods ALTER COLUMN made_at SET DEFAULT now();
