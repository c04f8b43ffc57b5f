-- To find rounds too old to be kept.
create index alert_round_by_age on alert_round (at);
