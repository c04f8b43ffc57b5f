-- After V2_99, which ties every function to the search path: one that is tied cannot be planned into the query that calls
-- it, and was then called for each of 200,000 points (4 s instead of 0.2). No generated column needs these two.
alter function area_warns(outage_area, text, text, text, int, text, text, boolean) reset search_path;
alter function area_exempts(outage_area, text, text, text, text, int, text, text) reset search_path;

-- Few links have ended; that none of them is of a wish costs less than to find the living one of each.
create index account_link_ended on account_link (conversation, client_code) where ended_at is not null;
