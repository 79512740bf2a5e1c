-- What grains remember: their states, the checkpoints of partitions and symbols, and what was armed since.
create table tripline.grain_state (
    grain_key text not null,
    grain_type text not null,
    state_name text not null,
    version bigint not null,
    state bytea not null,
    primary key (grain_key, grain_type, state_name)
) with (fillfactor = 70);

create table tripline.partition_checkpoint (
    partition integer primary key check (partition >= 0),
    generation bigint not null,
    next_offset bigint not null,
    tick_count bigint not null,
    source_names text[] not null,
    source_sequences bigint[] not null,
    written_at timestamptz not null
) with (fillfactor = 50);

-- A core is rewritten every few seconds while its symbol trades: half a page is left free, so that the new version
-- fits beside the old one and the index need not change.
create table tripline.symbol_checkpoint (
    symbol text primary key,
    arming_sequence bigint not null,
    rule_page_count integer not null,
    core bytea not null
) with (fillfactor = 50);
alter table tripline.symbol_checkpoint alter column core set storage external;

create table tripline.rule_page (
    symbol text not null,
    number integer not null check (number >= 0),
    bytes bytea not null,
    primary key (symbol, number)
) with (fillfactor = 70);
alter table tripline.rule_page alter column bytes set storage external;

create table tripline.arming_journal (
    symbol text not null,
    sequence bigint not null check (sequence > 0),
    after_position bigint not null,
    bytes bytea not null,
    primary key (symbol, sequence)
);

create table tripline.alert (
    alert_id uuid primary key,
    user_id text not null,
    symbol text not null
);

create table tripline.alert_count (
    user_id text primary key,
    alerts bigint not null
) with (fillfactor = 50);

create table tripline.inbox (
    user_id text primary key,
    last_number bigint not null check (last_number >= 0)
) with (fillfactor = 50);

create table tripline.inbox_mark (
    user_id text not null,
    symbol text not null,
    position bigint not null,
    rule_order bigint not null,
    primary key (user_id, symbol)
) with (fillfactor = 70);

-- Moves inboxes on, each from the number before its first new one. Raises TL002 with the ordinals of those whose last
-- number is another: somebody else has numbered triggers in between.
create function tripline.advance_inboxes(ordinals integer[], users text[], firsts bigint[], lasts bigint[]) returns void
language plpgsql as $$
declare
    refused text;
begin
    insert into tripline.inbox (user_id, last_number)
    select w.user_id, 0 from unnest(users, firsts) w(user_id, first) where w.first = 1 order by w.user_id
    on conflict (user_id) do nothing;

    with wanted as (
        select * from unnest(ordinals, users, firsts, lasts) w(ordinal, user_id, first, last)
    ), advanced as (
        update tripline.inbox i set last_number = w.last
        from wanted w
        where i.user_id = w.user_id and i.last_number = w.first - 1
        returning w.ordinal
    )
    select string_agg(w.ordinal::text, ',' order by w.ordinal) into refused
    from wanted w
    where w.ordinal not in (select a.ordinal from advanced a);

    if refused is not null then
        raise exception 'the numbers do not follow the last one' using errcode = 'TL002', hint = refused;
    end if;
end
$$;
