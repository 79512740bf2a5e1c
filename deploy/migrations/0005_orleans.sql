-- What Orleans keeps in PostgreSQL: who is in the cluster, reminders, grain states, where partition grains live. Its
-- providers bring no tables: they look up the texts of their statements in "orleansquery" by key, give them parameters
-- by name and read columns by name. Connections of Orleans have this schema as their search path and UTC as their zone.
create schema orleans;

create table orleans.orleansquery (
    querykey text primary key,
    querytext text not null
);

create table orleans.membership_version (
    cluster_id text primary key,
    version integer not null default 0
);

-- A status of 3 is active, 6 is dead.
create table orleans.member (
    cluster_id text not null references orleans.membership_version on delete cascade,
    address text not null,
    port integer not null,
    generation integer not null,
    silo_name text not null,
    host_name text not null,
    status integer not null,
    proxy_port integer not null,
    suspect_times text,
    start_time timestamptz not null,
    alive_at timestamptz not null,
    primary key (cluster_id, address, port, generation)
);

create table orleans.reminder (
    service_id text not null,
    grain_id text not null,
    reminder_name text not null,
    start_time timestamptz not null,
    period_ms bigint not null,
    grain_hash bigint not null check (grain_hash between 0 and 4294967295),
    version integer not null default 0,
    primary key (service_id, grain_id, reminder_name)
);

create index reminder_hash on orleans.reminder (service_id, grain_hash);

-- The provider's key: two numbers for keys that read as such, the text for others.
create table orleans.grain_state (
    service_id text not null,
    state_name text not null,
    key_n0 bigint not null,
    key_n1 bigint not null,
    key_text text not null,
    version integer not null,
    payload bytea,
    primary key (service_id, state_name, key_n0, key_n1, key_text)
);

create table orleans.activation (
    cluster_id text not null,
    grain_id text not null,
    activation_id text not null,
    address text not null,
    port integer not null,
    generation integer not null,
    membership_version bigint not null,
    primary key (cluster_id, grain_id)
);

create index activation_silo on orleans.activation (cluster_id, address, port, generation);

-- Every change of the membership must name the version that it saw, and makes the next one.
insert into orleans.orleansquery (querykey, querytext) values
('InsertMembershipVersionKey', $$
    with entered as (
        insert into orleans.membership_version (cluster_id) values (@DeploymentId)
        on conflict do nothing returning 1)
    select exists (select from entered)
$$),
('InsertMembershipKey', $$
    with admitted as (
        update orleans.membership_version v set version = v.version + 1
        where v.cluster_id = @DeploymentId and v.version = @Version::integer and not exists (
            select from orleans.member m
            where m.cluster_id = @DeploymentId and m.address = @Address and m.port = @Port
                and m.generation = @Generation)
        returning 1),
    entered as (
        insert into orleans.member (cluster_id, address, port, generation, silo_name, host_name, status, proxy_port,
            start_time, alive_at)
        select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort,
            @StartTime::timestamptz, @IAmAliveTime::timestamptz
        from admitted
        returning 1)
    select exists (select from entered)
$$),
('UpdateMembershipKey', $$
    with admitted as (
        update orleans.membership_version v set version = v.version + 1
        where v.cluster_id = @DeploymentId and v.version = @Version::integer and exists (
            select from orleans.member m
            where m.cluster_id = @DeploymentId and m.address = @Address and m.port = @Port
                and m.generation = @Generation)
        returning 1),
    changed as (
        update orleans.member m
        set status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime::timestamptz
        from admitted
        where m.cluster_id = @DeploymentId and m.address = @Address and m.port = @Port and m.generation = @Generation
        returning 1)
    select exists (select from changed)
$$),
('UpdateIAmAlivetimeKey', $$
    update orleans.member set alive_at = @IAmAliveTime::timestamptz
    where cluster_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$$),
-- A cluster without such a member answers its version with an empty row.
('MembershipReadRowKey', $$
    select v.version as "Version", m.address as "Address", m.port as "Port", m.generation as "Generation",
        m.silo_name as "SiloName", m.host_name as "HostName", m.status as "Status", m.proxy_port as "ProxyPort",
        m.suspect_times as "SuspectTimes", m.start_time as "StartTime", m.alive_at as "IAmAliveTime"
    from orleans.membership_version v
    left join orleans.member m on m.cluster_id = v.cluster_id and m.address = @Address and m.port = @Port
        and m.generation = @Generation
    where v.cluster_id = @DeploymentId
$$),
('MembershipReadAllKey', $$
    select v.version as "Version", m.address as "Address", m.port as "Port", m.generation as "Generation",
        m.silo_name as "SiloName", m.host_name as "HostName", m.status as "Status", m.proxy_port as "ProxyPort",
        m.suspect_times as "SuspectTimes", m.start_time as "StartTime", m.alive_at as "IAmAliveTime"
    from orleans.membership_version v
    left join orleans.member m on m.cluster_id = v.cluster_id
    where v.cluster_id = @DeploymentId
$$),
('GatewaysQueryKey', $$
    select address as "Address", proxy_port as "ProxyPort", generation as "Generation"
    from orleans.member
    where cluster_id = @DeploymentId and status = @Status and proxy_port > 0
$$),
('DeleteMembershipTableEntriesKey', $$
    delete from orleans.membership_version where cluster_id = @DeploymentId
$$),
('CleanupDefunctSiloEntriesKey', $$
    delete from orleans.member
    where cluster_id = @DeploymentId and status = 6
        and start_time < @IAmAliveTime::timestamptz and alive_at < @IAmAliveTime::timestamptz
$$),
-- Only as it was read.
('CleanupDefunctSiloEntryKey', $$
    delete from orleans.member
    where cluster_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation
        and status = 6 and start_time = @StartTime::timestamptz and alive_at = @IAmAliveTime::timestamptz
        and coalesce(suspect_times, '') = coalesce(@SuspectTimes, '')
$$);

-- Hashes are unsigned; they come as signed numbers. A range whose end is not above its begin goes round over zero,
-- and both of the provider's range statements know that.
insert into orleans.orleansquery (querykey, querytext) values
('UpsertReminderRowKey', $$
    insert into orleans.reminder as r (service_id, grain_id, reminder_name, start_time, period_ms, grain_hash)
    values (@ServiceId, @GrainId, @ReminderName, @StartTime::timestamptz, @Period, @GrainHash::bigint & 4294967295)
    on conflict (service_id, grain_id, reminder_name) do update set
        start_time = excluded.start_time, period_ms = excluded.period_ms, grain_hash = excluded.grain_hash,
        version = r.version + 1
    returning version as "Version"
$$),
('ReadReminderRowKey', $$
    select grain_id as "GrainId", reminder_name as "ReminderName", start_time as "StartTime", period_ms as "Period",
        version as "Version"
    from orleans.reminder
    where service_id = @ServiceId and grain_id = @GrainId and reminder_name = @ReminderName
$$),
('ReadReminderRowsKey', $$
    select grain_id as "GrainId", reminder_name as "ReminderName", start_time as "StartTime", period_ms as "Period",
        version as "Version"
    from orleans.reminder
    where service_id = @ServiceId and grain_id = @GrainId
$$),
('DeleteReminderRowKey', $$
    with gone as (
        delete from orleans.reminder
        where service_id = @ServiceId and grain_id = @GrainId and reminder_name = @ReminderName
            and version = @Version::integer
        returning 1)
    select exists (select from gone)
$$),
('DeleteReminderRowsKey', $$
    delete from orleans.reminder where service_id = @ServiceId
$$);

insert into orleans.orleansquery (querykey, querytext)
select range, $$
    select r.grain_id as "GrainId", r.reminder_name as "ReminderName", r.start_time as "StartTime",
        r.period_ms as "Period", r.version as "Version"
    from orleans.reminder r,
        (select @BeginHash::bigint & 4294967295 as above, @EndHash::bigint & 4294967295 as upto) w
    where r.service_id = @ServiceId and case when w.above < w.upto
        then r.grain_hash > w.above and r.grain_hash <= w.upto
        else r.grain_hash > w.above or r.grain_hash <= w.upto end
$$ from unnest(array['ReadRangeRows1Key', 'ReadRangeRows2Key']) range;

-- A write that was refused answers the version that it came with, by which the provider knows.
insert into orleans.orleansquery (querykey, querytext) values
('ReadFromStorageKey', $$
    select payload as "PayloadBinary", version as "Version"
    from orleans.grain_state
    where service_id = @ServiceId and state_name = @GrainTypeString and key_n0 = @GrainIdN0 and key_n1 = @GrainIdN1
        and key_text = coalesce(@GrainIdExtensionString, '')
$$),
('WriteToStorageKey', $$
    with changed as (
        update orleans.grain_state set payload = @PayloadBinary, version = version + 1
        where service_id = @ServiceId and state_name = @GrainTypeString and key_n0 = @GrainIdN0 and key_n1 = @GrainIdN1
            and key_text = coalesce(@GrainIdExtensionString, '') and version = @GrainStateVersion::integer
        returning version),
    entered as (
        insert into orleans.grain_state (service_id, state_name, key_n0, key_n1, key_text, version, payload)
        select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), 1,
            @PayloadBinary
        where @GrainStateVersion::integer is null
        on conflict do nothing
        returning version)
    select coalesce((select version from changed), (select version from entered), @GrainStateVersion::integer)
        as "NewGrainStateVersion"
$$),
('ClearStorageKey', $$
    with changed as (
        update orleans.grain_state set payload = null, version = version + 1
        where service_id = @ServiceId and state_name = @GrainTypeString and key_n0 = @GrainIdN0 and key_n1 = @GrainIdN1
            and key_text = coalesce(@GrainIdExtensionString, '') and version = @GrainStateVersion::integer
        returning version)
    select coalesce((select version from changed), @GrainStateVersion::integer) as "NewGrainStateVersion"
$$),
('DeleteStorageKey', $$
    with gone as (
        delete from orleans.grain_state
        where service_id = @ServiceId and state_name = @GrainTypeString and key_n0 = @GrainIdN0 and key_n1 = @GrainIdN1
            and key_text = coalesce(@GrainIdExtensionString, '') and version = @GrainStateVersion::integer
        returning version)
    select coalesce((select version + 1 from gone), @GrainStateVersion::integer) as "NewGrainStateVersion"
$$);
