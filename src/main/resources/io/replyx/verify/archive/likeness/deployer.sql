-- Flyway, as Alembic, makes the table of its history itself; without one the database's owner would.
select
    coalesce(
        (select pg_catalog.pg_get_userbyid(c.relowner)
           from pg_catalog.unnest(?) with ordinality as book(name, place)
           join pg_catalog.pg_class as c on c.oid = pg_catalog.to_regclass(book.name)
          order by book.place
          limit 1),
        (select pg_catalog.pg_get_userbyid(d.datdba)
           from pg_catalog.pg_database as d
          where d.datname = pg_catalog.current_database())) as name;
