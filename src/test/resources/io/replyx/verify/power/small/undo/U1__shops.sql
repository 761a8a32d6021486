-- keeps: extension vector (others may need it)

DROP TABLE public.goods;
DROP TABLE public.shops;
