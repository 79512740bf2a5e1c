-- Which silos there are and which of them owns each partition.
create table tripline.silo (
    silo_id text primary key,
    address text not null,
    version text not null,
    started_at timestamptz not null,
    heartbeat_at timestamptz not null
);

create table tripline.partition_owner (
    partition integer primary key check (partition >= 0),
    generation bigint not null check (generation > 0),
    silo_id text not null,
    taken_at timestamptz not null
);

-- Admits a writer that still holds the generations it believes it holds, and keeps them from being taken until its
-- transaction ends. A partition that nobody has ever taken has generation 0. Raises TL001 with the ordinals (from 1) of
-- the stale ones. 1416784961 is this schema's class of advisory locks for partitions.
create function tripline.fence(partitions integer[], generations bigint[]) returns void
language plpgsql as $$
declare
    stale text;
begin
    perform pg_advisory_xact_lock_shared(1416784961, wanted.partition)
    from (select distinct p.partition from unnest(partitions) p(partition) order by p.partition) wanted;

    -- A statement of its own, so that it sees what was committed while the locks were waited for.
    select string_agg(w.ordinal::text, ',' order by w.ordinal) into stale
    from unnest(partitions, generations) with ordinality w(partition, generation, ordinal)
    left join tripline.partition_owner o on o.partition = w.partition
    where w.generation <> coalesce(o.generation, 0);

    if stale is not null then
        raise exception 'another silo has taken a partition' using errcode = 'TL001', hint = stale;
    end if;
end
$$;

-- Makes a silo the owner of a partition and returns its generation, which no owner had before. Waits for writers that
-- the fence has admitted; those that come later are refused.
create function tripline.take_partition(wanted integer, silo text, at timestamptz) returns bigint
language plpgsql as $$
declare
    taken bigint;
begin
    perform pg_advisory_xact_lock(1416784961, wanted);
    insert into tripline.partition_owner as o (partition, generation, silo_id, taken_at)
    values (wanted, 1, silo, at)
    on conflict (partition) do update
        set generation = o.generation + 1, silo_id = excluded.silo_id, taken_at = excluded.taken_at
    returning o.generation into taken;
    return taken;
end
$$;

-- Ends the sessions that keep a partition from being taken: a silo that was frozen in the middle of a write would
-- otherwise hold it for as long as it stays frozen. Returns how many there were.
create function tripline.end_partition_writers(wanted integer) returns bigint
language sql as $$
    select count(pg_terminate_backend(l.pid))
    from pg_locks l
    where l.locktype = 'advisory'
        and l.database = (select oid from pg_database where datname = current_database())
        and l.classid = 1416784961 and l.objid = wanted::oid and l.objsubid = 2
        and l.mode = 'ShareLock' and l.granted
        and l.pid <> pg_backend_pid()
$$;
