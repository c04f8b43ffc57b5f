-- Messages that wait, by their numbers. Found inside of the statement that leases their conversations, which already knows the
-- numbers: looked for by conversation, each would be looked for among all that waits. A function of its own, because what is
-- bounded by month must not stand in a statement that locks rows (docs/decisions.md, months).
create function bot_waiting(numbers bigint[])
  returns table (message bigint, conversation uuid, channel text, provider_id text, content text, sent_at timestamptz,
    received_at timestamptz, attempts int) language plpgsql stable as $$
begin
  return query select i.id, i.conversation_id, i.channel, i.provider_id, i.content::text, i.sent_at, i.received_at, i.attempts
    from unnest(numbers) as n(id) join inbox i on i.id = n.id where i.done_at is null;
end $$;
