-- Shops and what they sell.

CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;

CREATE TABLE public.shops (
    id serial NOT NULL,
    name varchar(40) NOT NULL DEFAULT 'new',
    note text,
    CONSTRAINT shops_pkey PRIMARY KEY (id)
);
CREATE TABLE public.goods (
    id serial NOT NULL,
    shop_id integer NOT NULL,
    twin_id integer,
    price numeric(12,2),
    weight double precision,
    sold boolean,
    made_at timestamp,
    changed_at timestamp,
    data json,
    picture public.vector(8),
    label varchar(20),
    maker text,
    pieces integer,
    CONSTRAINT goods_pkey PRIMARY KEY (id),
    CONSTRAINT goods_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops (id),
    CONSTRAINT goods_twin_id_fkey FOREIGN KEY (twin_id) REFERENCES public.goods (id)
);
CREATE UNIQUE INDEX ix_goods_label ON public.goods (label);
CREATE INDEX ix_goods_made_at ON public.goods (made_at);
GRANT SELECT, INSERT ON public.goods TO pg_monitor;
