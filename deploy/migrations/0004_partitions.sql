-- How many partitions the symbols are spread over: state and positions mean nothing under another number.
create table tripline.partitions (
    only_row boolean primary key default true check (only_row),
    partition_count integer not null check (partition_count > 0)
);
