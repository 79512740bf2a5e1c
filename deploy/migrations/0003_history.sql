-- Triggers and candles: tables partitioned by time, or TimescaleDB hypertables where the extension is installed when
-- this migration runs. Candles of each interval are a series with partitions of their own, so that each can have its
-- own retention; triggers are series 0.
create table tripline.history_table (
    name text primary key,
    time_column text not null,
    is_hypertable boolean not null
);

create table tripline.history_partition (
    parent text not null references tripline.history_table (name),
    series integer not null,
    from_time timestamptz not null,
    to_time timestamptz not null,
    partition_name text not null unique,
    primary key (parent, series, from_time)
);

-- How much time a partition of a series spans: some thousand rows a symbol at most.
create function tripline.history_step(history text, series integer) returns text
language sql immutable as $$
    select case
        when history = 'candle' and series <= 300 then 'week'
        when history = 'candle' and series > 3600 then 'year'
        else 'month'
    end
$$;

do $$
declare
    timescale_schema text := (
        select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
        where e.extname = 'timescaledb');
    is_hypertable boolean := timescale_schema is not null;
    history record;
begin
    insert into tripline.history_table (name, time_column, is_hypertable)
    values ('trigger', 'stored_at', is_hypertable), ('candle', 'open_time', is_hypertable);

    execute $table$
        create table tripline.trigger (
            user_id text not null,
            number bigint not null check (number > 0),
            stored_at timestamptz not null,
            alert_id uuid not null,
            symbol text not null,
            partition integer not null,
            position bigint not null,
            rule_order bigint not null,
            time timestamptz not null,
            price double precision not null,
            name text,
            condition text not null,
            severity text not null,
            message text,
            primary key (user_id, number, stored_at)
        ) $table$ || case when is_hypertable then '' else 'partition by range (stored_at)' end;
    create index trigger_of_alert on tripline.trigger (alert_id, number);
    create index trigger_of_symbol on tripline.trigger (user_id, symbol, number);

    execute $table$
        create table tripline.candle (
            symbol text not null,
            interval_seconds integer not null,
            open_time timestamptz not null,
            open double precision not null,
            high double precision not null,
            low double precision not null,
            close double precision not null,
            volume double precision not null,
            vwap double precision not null,
            trade_count bigint not null,
            primary key (symbol, interval_seconds, open_time)
        ) $table$ || case when is_hypertable then '' else 'partition by range (interval_seconds, open_time)' end;

    if is_hypertable then
        for history in select * from tripline.history_table loop
            execute format(
                'select %I.create_hypertable($1::regclass, $2::name, chunk_time_interval => $3::interval)',
                timescale_schema)
            using 'tripline.' || history.name, history.time_column, '1 month';
        end loop;
    end if;
end
$$;

-- Makes the partitions that rows of these series and times need. A hypertable makes its own.
create function tripline.ensure_history(history text, series integer[], times timestamptz[]) returns void
language plpgsql as $$
declare
    missing record;
begin
    if (select t.is_hypertable from tripline.history_table t where t.name = history) then
        return;
    end if;

    for missing in
        select distinct w.series, date_trunc(tripline.history_step(history, w.series), w.at, 'UTC') as from_time
        from unnest(series, times) w(series, at)
        order by 1, 2
    loop
        if not exists (
            select from tripline.history_partition p
            where p.parent = history and p.series = missing.series and p.from_time = missing.from_time) then
            perform tripline.add_history_partition(history, missing.series, missing.from_time);
        end if;
    end loop;
end
$$;

create function tripline.add_history_partition(history text, series integer, lower timestamptz) returns void
language plpgsql as $$
declare
    step interval := '1 ' || tripline.history_step(history, series);
    upper timestamptz := (lower at time zone 'UTC' + step) at time zone 'UTC';
    name text := format('%s_%s_%s', history, series, to_char(lower at time zone 'UTC', 'YYYYMMDD'));
begin
    -- One silo at a time; the second one then finds it made.
    perform pg_advisory_xact_lock(1416784962, hashtext(history));
    insert into tripline.history_partition (parent, series, from_time, to_time, partition_name)
    values (history, series, lower, upper, name)
    on conflict do nothing;
    if not found then
        return;
    end if;

    -- Made apart and then attached: this does not wait for readers and writers of the history.
    execute format('create table tripline.%I (like tripline.%I including all)', name, history);
    if history = 'candle' then
        execute format(
            'alter table tripline.%I attach partition tripline.%I for values from (%s, %L) to (%s, %L)',
            history, name, series, lower, series, upper);
    else
        execute format(
            'alter table tripline.%I attach partition tripline.%I for values from (%L) to (%L)',
            history, name, lower, upper);
    end if;
end
$$;

-- Drops the partitions of a series that lie wholly before a moment. Returns how many. A hypertable's chunks hold all
-- series: there the rows go, and the count is theirs.
create function tripline.drop_history(history text, series integer, older_than timestamptz) returns bigint
language plpgsql as $$
declare
    old record;
    dropped bigint := 0;
begin
    if (select t.is_hypertable from tripline.history_table t where t.name = history) then
        if history = 'candle' then
            delete from tripline.candle c where c.interval_seconds = series and c.open_time < older_than;
        else
            delete from tripline.trigger t where t.stored_at < older_than;
        end if;
        get diagnostics dropped = row_count;
        return dropped;
    end if;

    perform pg_advisory_xact_lock(1416784962, hashtext(history));
    for old in
        delete from tripline.history_partition p
        where p.parent = history and p.series = drop_history.series and p.to_time <= older_than
        returning p.partition_name
    loop
        execute format('drop table tripline.%I', old.partition_name);
        dropped := dropped + 1;
    end loop;
    return dropped;
end
$$;

-- Where the newest candle of an interval lies, as far as retention needs to know; null when there is none.
create function tripline.newest_candle(interval_seconds integer) returns timestamptz
language sql stable as $$
    select case
        when (select t.is_hypertable from tripline.history_table t where t.name = 'candle') then
            (select max(c.open_time) from tripline.candle c where c.interval_seconds = newest_candle.interval_seconds)
        else
            (select max(p.from_time) from tripline.history_partition p
             where p.parent = 'candle' and p.series = newest_candle.interval_seconds)
    end
$$;
