-- What is left to pay of a customer's invoices once payments in progress and money paid too much are taken off, the oldest
-- debt first: as payment.Debts has it, for statements about very many customers.
create function invoice_rest(code text) returns table (invoice_number text, rest numeric) language sql stable as $$
  with coming as (
    select p.invoice_number, p.amount from payment p where p.client_code = code and p.status in ('pending', 'confirmed')
    union all
    select o.invoice_number, o.amount from online_payment o where o.client_code = code and o.state = 'paid'
  ), own as (
    select i.invoice_number, i.due_on as since, i.outstanding - coalesce((select sum(c.amount) from coming c
      where c.invoice_number = i.invoice_number), 0) as rest
    from invoice i where i.client_code = code and i.outstanding <> 0
    union all
    select '', p.computed_on, p.amount from penalty p where p.client_code = code
  ), spare as (
    select coalesce((select sum(-o.rest) from own o where o.rest < 0), 0)
      + coalesce((select sum(c.amount) from coming c where c.invoice_number is null), 0) as amount
  ), debt as (
    select o.invoice_number, o.rest, sum(o.rest) over (order by o.since, o.invoice_number rows unbounded preceding) as upto
    from own o where o.rest > 0
  )
  select d.invoice_number, least(d.rest, greatest(d.upto - s.amount, 0)) from debt d, spare s where d.invoice_number <> ''
$$;
