-- Messages that were put aside, for who looks at them: few among all that were ever answered.
create index inbox_quarantined on inbox (id) where outcome = 'quarantined';
