package eu.apaserv.bot.conversations.account;

/** What {@link Codes} asks the database. */
final class CodeStatements {
  private CodeStatements() {}

  /** One after the other for a client code, and for a conversation. */
  static final String LOCK = """
      select pg_advisory_xact_lock(hashtextextended('link:' || $1, 0)),
        pg_advisory_xact_lock(hashtextextended('link from:' || $2, 0))""";

  static final String CONTACTS = """
      left join customer c on c.client_code = o.client_code
      cross join lateral (select coalesce(jsonb_agg(one), '[]') as representatives from (
        select role, name, phone, email from representative
        where client_code = o.client_code and (phone is not null or email is not null)
          and (valid_from is null or valid_from <= $5) and (valid_to is null or valid_to >= $5)
        order by valid_from desc nulls last, name limit 5) one) r
      left join link_lock k on k.client_code = o.client_code
      """;

  /** No code goes to an e-mail address from which mail came back because nobody is there. */
  static final String ISSUE_STATE = """
      select c.phone, case when not exists (select from address d join contact n on n.id = d.contact_id
          where d.channel = 'mail' and d.id = c.email and n.unreachable_at is not null) then c.email end as email,
        c.language, r.representatives, k.until, k.guessed, i.id, i.destination, i.expires_at,
        a.n as of_code, a.first as first_of_code, a.today as today_of_code, a.first_today as first_today_of_code,
        b.n as of_conversation, b.first as first_of_conversation, b.today as today_of_conversation,
        b.first_today as first_today_of_conversation, a.last,
        p.destination as last_destination, p.id as last_id, p.expires_at as last_expires, p.purpose as last_purpose,
        p.used_at as last_used, p.tries as last_tries, m.role as linked_role, m.person as linked_person,
        (select max(w.tried_at) from link_code y join link_try w on w.code = y.id where y.conversation = $2
          and y.client_code = o.client_code and y.own and w.outcome = 'locked') as own_locked
      from (select $1::text as client_code) o
      """ + CONTACTS + """
      left join link_code i on i.idempotency_key = $3
      left join account_link m on m.conversation = $2 and m.client_code = o.client_code and link_holds(m, $5, $6)
      left join lateral (select id, destination, expires_at, purpose, used_at, tries from link_code
        where client_code = o.client_code and conversation = $2 order by issued_at desc limit 1) p on true
      cross join lateral (select count(*) filter (where issued_at > $4) as n,
          min(issued_at) filter (where issued_at > $4) as first, count(*) as today, min(issued_at) as first_today,
          max(issued_at) filter (where conversation = $2) as last
        from link_code where client_code = o.client_code and issued_at > $7) a
      cross join lateral (select count(*) filter (where issued_at > $4) as n,
          min(issued_at) filter (where issued_at > $4) as first, count(*) as today, min(issued_at) as first_today
        from link_code where conversation = $2 and issued_at > $7) b""";

  static final String CHECK_STATE = """
      select o.client_code, o.role, o.person, o.purpose, o.destination, o.code_hash, o.expires_at, o.tries, o.used_at,
        o.own, t.outcome, t.tries_left, k.until, k.guessed, c.phone, c.email, c.language, r.representatives,
        (select max(w.tried_at) from link_code y join link_try w on w.code = y.id where y.conversation = $2
          and y.client_code = o.client_code and y.own and w.outcome = 'locked') as own_locked,
        (select count(*) from link_try w join link_code y on y.id = w.code where w.client_code = o.client_code
          and y.own = o.own and (not o.own or y.conversation = $2) and w.outcome <> 'linked'
          and w.tried_at > $4 and w.tried_at > coalesce((select max(tried_at) from link_try l
            where l.client_code = o.client_code and l.outcome = 'linked'), '-infinity')) as wrong
      from (select client_code, role, person, purpose, destination, code_hash, expires_at, tries, used_at, own
        from link_code
        where id = $1 and conversation = $2) o
      """ + CONTACTS + """
      left join link_try t on t.idempotency_key = $3""";

  static final String FRESH = """
      select exists (select from link_code where conversation = $1 and client_code = $2 and used_at >= $3)""";
}
