-- Taken alone, with room to sort and an idea of its size: planned into a larger query it counts as two rows, and 200,000
-- wishes, links and contacts are then looked up one by one instead of being joined.
alter function outage_points(bigint, boolean) rows 100000;
alter function outage_points(bigint, boolean) set work_mem = '64MB';
alter function outage_audience(bigint, boolean, text) rows 100000;
alter function outage_audience(bigint, boolean, text) set work_mem = '64MB';
