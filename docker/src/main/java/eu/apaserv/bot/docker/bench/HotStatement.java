package eu.apaserv.bot.docker.bench;

import java.util.List;

/**
 * A statement that every turn waits for.
 *
 * @param begins how it begins, spaces made one
 * @param title what it is called
 * @param what what it does and what bounds it
 */
record HotStatement(String begins, String title, String what) {
  /** In the order of a message's way. */
  static final List<HotStatement> ALL = List.of(
      new HotStatement("with named as ( select n, channel, id, 0 as rank", "Keeping messages: who wrote them",
          "One look a name into the key of addresses, and one into the key of people."),
      new HotStatement("with kept as ( insert into inbox", "Keeping messages",
          "Keeps what came in at the same time. Bounded by the messages of the batch."),
      new HotStatement("select k.channel, k.provider_id, i.id", "Keeping messages: which are here already",
          "One look a message into the key of the provider's number, for each month in which it may have come before."),
      new HotStatement("select i.id, c.id, c.lease_no", "Leasing: who waits",
          "The messages that wait longest of conversations that nobody holds. Bounded by its limit: what waits lies in an index of "
              + "its own that holds nothing else, and ends where there is enough."),
      new HotStatement("with oldest as (", "Leasing conversations",
          "Takes those. Bounded by their number: rows are found by their keys."),
      new HotStatement("select i.id, i.conversation_id, i.channel", "Leasing: what they wrote",
          "Bounded by the messages, which are found by their keys, in the months that these tell."),
      new HotStatement("select o.conversation_id, array_agg(o.id",
          "Leasing: what they were answered and is not out yet",
          "Bounded by the people: what is not out lies in an index of its own."),
      new HotStatement("select i.id, i.conversation_id, c.language, i.received_at", "Learning from what was answered",
          "Reads what was answered since it was last asked, beside the walk. Bounded by its limit, along the key."),
      new HotStatement("with asked as ( select a.person, coalesce(c.last_inbound_at", "Whose links hold",
          "What the people who ask at the same time may see. Bounded by their links: one look a person."),
      new HotStatement("select c.* from unnest($1::uuid[], $2::text[])", "The last consent",
          "The last word of each who asks. Bounded by one row a person: the index is in the order that is asked for."),
      new HotStatement("select c.code, k.*, i.invoice_number", "What is owed",
          "Open invoices, penalties and payments under way. Bounded by what is open: partial indexes have nothing that is paid."),
      new HotStatement("with turn as (", "Committing turns",
          "Writes the sessions, answers and outcomes of all turns that are ready. Bounded by those turns: rows are found by their "
              + "keys, which tell the month."),
      new HotStatement("update outbox o set state = case when o.expires_at", "Claiming what is due",
          "Takes what was found, by its keys: the first unsent message of each conversation (how it is found follows)."),
      new HotStatement("select o.id, o.priority, o.conversation_id, o.due_at", "Claiming: what waits",
          "What is due on the channel, in order. Bounded by eight times the places that are free."),
      new HotStatement("select o.id, o.tried_at from outbox o", "Claiming: what the person was sent lately",
          "One row at a time from the newest on, until one is older than the person's pace. Bounded by that pace's burst."),
      new HotStatement("select m.id, m.channel, m.sent_at", "Claiming: when the person was last heard",
          "One row at a time from the newest on, until none can be later. Bounded by 20; nearly always one."),
      new HotStatement("with result as (", "Settling sends",
          "Writes down what became of sends. Bounded by those sends: each is found by its key."),
      new HotStatement("array( select coalesce(r.outbound_id", "Receipts: what they are about",
          "Bounded by the receipts of the batch: one look into the provider's number for each month."),
      new HotStatement("with about as (", "Receipts",
          "Moves the marks of messages on. Bounded by those messages, which are found by their keys."),
      new HotStatement("with told as (", "What went over the wire",
          "Keeps exchanges for a week. Bounded by the batch: rows are only added."));

  boolean is(String statement) {
    return statement.startsWith(begins);
  }
}
