-- Read a piece at a time: what is not compressed need not be read from its beginning each time.
alter table staff_file alter column bytes set storage external;
