-- What leaves by age is found without reading what stays.
create index ticket_done on ticket (filed_at) where state in ('answered', 'closed');
create index water_report_at on water_report (at);
