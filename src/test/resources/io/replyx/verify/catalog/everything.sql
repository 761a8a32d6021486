-- At least one object of every kind. Runs as a superuser in an empty database; the roles cat_app and cat_owner exist.
create extension vector;
comment on extension vector is 'For embeddings';
create schema app;
create schema other authorization cat_owner;
grant usage on schema app to cat_app;

create collation app.german (provider = icu, locale = 'de');
create collation app.plain_c (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');
create type app.mood as enum ('sad', 'ok', 'happy');
create domain app.email as text default 'nobody' constraint has_at check (value like '%@%');
create type app.point3 as (x int, y int, z numeric(6, 2));
create type app.span as range (subtype = int8);

create table app.team (
    id int generated always as identity primary key,
    name varchar(40) not null,
    constraint team_name_key unique (name)
);
create table app.users (
    id bigserial constraint users_pkey primary key,
    team_id int constraint users_team_fk references app.team (id) on delete cascade,
    email varchar(255) not null,
    name text collate "C" default 'anon',
    mood app.mood,
    age int constraint users_age_check check (age >= 0),
    lower_email text generated always as (lower(email)) stored,
    embedding vector(3),
    note text
);
create index users_email_idx on app.users (email, name) include (age) with (fillfactor = 90);
create index users_partial_idx on app.users (team_id) where age > 18;
create unique index users_email_uq on app.users (lower(email));
create index users_embedding_idx on app.users using hnsw (embedding vector_cosine_ops);
create index users_embedding_ivf on app.users using ivfflat (embedding vector_l2_ops) with (lists = 10);
create statistics app.users_stats (dependencies) on email, name from app.users;
create table app.booking (
    room int not null,
    during int4range not null,
    constraint booking_excl exclude using gist (during with &&)
);

create table app.event (at date not null, kind text, payload text) partition by range (at);
create table app.event_2025 partition of app.event for values from ('2025-01-01') to ('2026-01-01');
create table app.event_rest partition of app.event default;
create table app.day (at date primary key) partition by range (at);
create table app.day_2025 partition of app.day for values from ('2025-01-01') to ('2026-01-01');
create table app.day_note (at date constraint day_note_fk references app.day (at), place text);
do $$ begin
    if current_setting('server_version_num')::int >= 180000 then
        execute 'alter table app.day_note add constraint day_note_place_not_null not null place no inherit';
        execute 'alter table app.booking rename constraint booking_during_not_null to during_given';
    end if;
end $$;
create index event_kind_idx on app.event (kind);
create table app.animal (name text);
create table app.dog (breed text) inherits (app.animal);
create table other.plain (a int, b int);
create type app.pair as (a int, b text);
create table app.pairs of app.pair (b default 'none', constraint pairs_pkey primary key (a));

create sequence app.ticket_seq increment 5 cache 10;
create view app.adults with (security_barrier = true) as select id, email from app.users where age > 18;
create materialized view app.moods as select mood, count(*) as number, max(name) as longest from app.users group by mood;

create function app.add(a int, b int default 1) returns int language sql immutable as 'select a + b';
create function app.touch() returns trigger language plpgsql as $$
begin
    new.note := 'touched';
    return new;
end
$$;
create function app.sum_sql(a int) returns int language sql return a + 1;
create procedure app.tidy() language plpgsql security definer set search_path = app as 'begin null; end';
create aggregate app.total(int) (sfunc = int4pl, stype = int, initcond = '0');
create aggregate app.rows(*) (sfunc = int8inc, stype = int8, initcond = '0', parallel = safe, combinefunc = int8pl);
create aggregate app.middle(float8 order by anyelement)
    (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra);
create aggregate app.largest(int) (sfunc = int4larger, stype = int, sortop = >);
create function app.on_ddl() returns event_trigger language plpgsql as 'begin null; end';
create trigger users_touch before update on app.users for each row execute function app.touch();
create event trigger cat_ddl on ddl_command_start when tag in ('CREATE CAST') execute function app.on_ddl();
create rule no_delete as on delete to app.booking do instead nothing;

alter table app.users enable row level security;
create policy own_team on app.users for select to cat_app, cat_owner using (team_id = 1);

create function app.same(app.point3, app.point3) returns bool language sql immutable as 'select $1.x = $2.x';
create operator app.=== (leftarg = app.point3, rightarg = app.point3, function = app.same);
create function app.differ(app.point3, app.point3) returns bool language sql immutable as 'select $1.x <> $2.x';
create operator app.=/= (
    leftarg = app.point3, rightarg = app.point3, function = app.differ,
    commutator = operator(app.=/=), negator = operator(app.===), restrict = neqsel, join = neqjoinsel
);
create operator family app.fam using btree;
alter operator family app.fam using btree
    add operator 1 < (int4, int8), function 1 (int4, int8) btint48cmp(int4, int8);
create operator family app.near using gist;
alter operator family app.near using gist add operator 15 <-> (point, point) for order by float_ops;
create operator class app.vec_int for type int4 using hash as function 1 hashint4(int4);
create function app.to_mood(int) returns app.mood language sql immutable as $$select 'ok'::app.mood$$;
create cast (int as app.mood) with function app.to_mood(int) as assignment;
create operator class app.vec_text for type text using btree as
    operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 bttextcmp(text, text);
create table app.counted (id serial primary key, n int generated by default as identity (start 5 increment 5));
create table app.hashed (a int);
create index hashed_idx on app.hashed using hash (a app.vec_int);
create text search dictionary app.words (template = simple, stopwords = english);
create text search dictionary app.used (template = simple, accept = false);
create text search configuration app.search (copy = english);
create access method cat_store type table handler heap_tableam_handler;
create table app.stored (a int, b text) using cat_store;
create materialized view app.storing using cat_store as select a from app.stored;
create index storing_a on app.storing (a);
create language cat_words handler plpgsql_call_handler;
create conversion app.cat_from_latin2 for 'LATIN2' to 'UTF8' from iso8859_to_utf8;
create access method cat_index type index handler bthandler;
create transform for bigint language sql (from sql with function prsd_lextype(internal), to sql with function int8recv(internal));
create text search parser app.cat_old_parser (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search template app.cat_old_template (init = dsimple_init, lexize = dsimple_lexize);
alter text search configuration app.search alter mapping for asciiword with app.used, english_stem;
create table app.member (id int primary key, b text);
alter extension plpgsql add table app.member;
create foreign data wrapper cat_fdw options (debug 'true');
create foreign data wrapper cat_checked validator postgresql_fdw_validator;
create server cat_server foreign data wrapper cat_fdw options (host 'elsewhere');
create server cat_typed type 'oracle' version '12' foreign data wrapper cat_fdw options (api_key 'geheim', port '1');
create foreign data wrapper cat_mapping_fdw;
create server cat_mapped foreign data wrapper cat_mapping_fdw;
create user mapping for cat_app server cat_mapped;
create foreign table app.remote (id int, name text) server cat_server options (schema_name 'x');
create foreign table app.far (
    id int options (column_name 'no') not null, constraint far_check check (id > 0)
) server cat_typed options (table_name 'far', auth_token 'geheim');
grant select on app.far to cat_app;
grant usage on foreign server cat_server to cat_app;
comment on server cat_server is 'Elsewhere';
comment on foreign data wrapper cat_fdw is 'Nowhere';
comment on aggregate app.rows(*) is 'Counts';
comment on operator class app.vec_text using btree is 'As usual';
create publication cat_pub for table app.team;

grant select, insert on app.users to cat_app;
grant update (note) on app.users to cat_app;
grant usage on sequence app.users_id_seq to cat_app;
revoke execute on function app.add(int, int) from public;
alter default privileges in schema other grant select on tables to cat_app;
comment on table app.users is 'People';
comment on column app.users.email is 'Where to write to';
comment on function app.touch() is 'Marks a row';
comment on trigger users_touch on app.users is 'Whenever a row changes';
-- No provider of labels comes with the server.
insert into pg_catalog.pg_seclabel (objoid, classoid, objsubid, provider, label)
values ('app.users'::regclass, 'pg_class'::regclass, 0, 'cat_labels', 'personal');
