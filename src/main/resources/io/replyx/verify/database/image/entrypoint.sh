#!/bin/sh
# Stands in for the entrypoint of the official image: POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_INITDB_ARGS.
set -eu

user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-$user}

# Debian makes this directory when the machine starts, and a container has no such moment.
mkdir -p /var/run/postgresql "$PGDATA"
chown -R postgres:postgres /var/run/postgresql "$PGDATA"
chmod 700 "$PGDATA"

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    if [ -z "${POSTGRES_PASSWORD:-}" ]; then
        echo "POSTGRES_PASSWORD is not set: no server without a password." >&2
        exit 1
    fi
    password_file=$(mktemp)
    trap 'rm -f "$password_file"' EXIT
    printf '%s\n' "$POSTGRES_PASSWORD" > "$password_file"
    chown postgres "$password_file"
    # shellcheck disable=SC2086 # several arguments in one variable, as in the official image
    gosu postgres initdb --username="$user" --pwfile="$password_file" --auth=scram-sha-256 \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync ${POSTGRES_INITDB_ARGS:-} > /dev/null
    rm -f "$password_file"
    trap - EXIT
    echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
    echo "listen_addresses = '*'" >> "$PGDATA/postgresql.conf"
    if [ "$database" != postgres ]; then
        quoted=$(printf '%s' "$database" | sed 's/"/""/g')
        echo "CREATE DATABASE \"$quoted\"" | gosu postgres postgres --single -D "$PGDATA" -j postgres > /dev/null
    fi
fi

exec gosu postgres "$@"
