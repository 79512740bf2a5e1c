-- Candles in packed rows: what one checkpoint closed of one symbol, interval and page of time is one row. A candle is 64
-- bytes: eight numbers of eight bytes, the highest byte first: open time in epoch milliseconds; open, high, low, close,
-- volume, vwap as doubles; trade count. Rows are only ever added: where two hold the same candle, the one that was
-- written later counts.
create sequence tripline.candle_write;

-- The time that a page spans: at most 96 candles, and never more than one partition of its series.
create function tripline.candle_page_span(interval_seconds integer) returns interval
language sql immutable as $$
    select case
        when interval_seconds <= 60 then interval '1 hour'
        when interval_seconds <= 300 then interval '6 hours'
        else interval '24 hours'
    end
$$;

do $$
declare
    timescale_schema text := (
        select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
        where e.extname = 'timescaledb');
    is_hypertable boolean := (select t.is_hypertable from tripline.history_table t where t.name = 'candle');
begin
    insert into tripline.history_table (name, time_column, is_hypertable)
    values ('candle_page', 'page_time', is_hypertable);

    execute $table$
        create table tripline.candle_page (
            symbol text not null,
            interval_seconds integer not null,
            page_time timestamptz not null,
            write_number bigint not null,
            candles bytea not null check (length(candles) between 64 and 6400 and length(candles) % 64 = 0),
            primary key (symbol, interval_seconds, page_time, write_number)
        ) $table$ || case when is_hypertable then '' else 'partition by range (interval_seconds, page_time)' end;

    -- A row stays in its place: never compressed, never moved out of line.
    alter table tripline.candle_page alter column candles set storage plain;

    if is_hypertable then
        execute format(
            'select %I.create_hypertable($1::regclass, $2::name, chunk_time_interval => $3::interval)', timescale_schema)
        using 'tripline.candle_page', 'page_time', '1 month';
    end if;
end
$$;

create or replace function tripline.history_step(history text, series integer) returns text
language sql immutable as $$
    select case
        when history = 'candle_page' and series <= 300 then 'week'
        when history = 'candle_page' and series > 3600 then 'year'
        else 'month'
    end
$$;

create or replace function tripline.add_history_partition(history text, series integer, lower timestamptz) returns void
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
    if history = 'candle_page' then
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

-- The candles that there are.
select tripline.ensure_history('candle_page', array_agg(o.interval_seconds), array_agg(o.day))
from (select distinct interval_seconds, date_trunc('day', open_time, 'UTC') as day from tripline.candle) o;

insert into tripline.candle_page (symbol, interval_seconds, page_time, write_number, candles)
select c.symbol, c.interval_seconds, c.page_time, 0,
    string_agg(
        int8send((extract(epoch from c.open_time) * 1000)::bigint) || float8send(c.open) || float8send(c.high)
        || float8send(c.low) || float8send(c.close) || float8send(c.volume) || float8send(c.vwap)
        || int8send(c.trade_count),
        ''::bytea order by c.open_time)
from (
    select *, date_bin(tripline.candle_page_span(interval_seconds), open_time, timestamptz 'epoch') as page_time
    from tripline.candle) c
group by c.symbol, c.interval_seconds, c.page_time;

drop table tripline.candle;
delete from tripline.history_partition where parent = 'candle';
delete from tripline.history_table where name = 'candle';

-- A mark whose trigger is stored stands in that trigger's row only: the last one of a symbol in an inbox is how far it is
-- numbered. A mark that stands here counts where it is further. So before triggers go, their marks are noted here.
create function tripline.keep_marks(source regclass, older_than timestamptz) returns void
language plpgsql as $$
begin
    -- From one inbox and symbol to the next by the index, however many triggers each has.
    execute format($walk$
        insert into tripline.inbox_mark as m (user_id, symbol, position, rule_order)
        with recursive one as (
            (select t.user_id, t.symbol from %1$s t order by t.user_id, t.symbol limit 1)
            union all
            select n.user_id, n.symbol
            from one cross join lateral (
                select t.user_id, t.symbol from %1$s t
                where (t.user_id, t.symbol) > (one.user_id, one.symbol)
                order by t.user_id, t.symbol limit 1) n
        )
        select one.user_id, one.symbol, last.position, last.rule_order
        from one cross join lateral (
            select t.position, t.rule_order from %1$s t
            where t.user_id = one.user_id and t.symbol = one.symbol and t.stored_at < $1
            order by t.number desc limit 1) last
        on conflict (user_id, symbol) do update set position = excluded.position, rule_order = excluded.rule_order
        where (m.position, m.rule_order) < (excluded.position, excluded.rule_order)
        $walk$, source)
    using older_than;
end
$$;

create or replace function tripline.drop_history(history text, series integer, older_than timestamptz) returns bigint
language plpgsql as $$
declare
    old record;
    dropped bigint := 0;
begin
    if (select t.is_hypertable from tripline.history_table t where t.name = history) then
        if history = 'candle_page' then
            delete from tripline.candle_page c
            where c.interval_seconds = series and c.page_time < older_than - tripline.candle_page_span(series);
        else
            perform tripline.keep_marks('tripline.trigger', older_than);
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
        if history = 'trigger' then
            perform tripline.keep_marks(format('tripline.%I', old.partition_name)::regclass, 'infinity');
        end if;
        execute format('drop table tripline.%I', old.partition_name);
        dropped := dropped + 1;
    end loop;
    return dropped;
end
$$;

create or replace function tripline.newest_candle(interval_seconds integer) returns timestamptz
language sql stable as $$
    select case
        when (select t.is_hypertable from tripline.history_table t where t.name = 'candle_page') then
            (select max(c.page_time) from tripline.candle_page c
             where c.interval_seconds = newest_candle.interval_seconds)
        else
            (select max(p.from_time) from tripline.history_partition p
             where p.parent = 'candle_page' and p.series = newest_candle.interval_seconds)
    end
$$;
