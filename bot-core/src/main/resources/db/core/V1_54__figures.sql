-- Figures of a span of days: rows come in the order of time, so a few pages of index tell where a span lies.
create index inbox_by_time on inbox using brin (received_at);
create index outbox_by_time on outbox using brin (created_at);
create index hand_over_asked on hand_over (asked_at);
