package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.account.Acceptance;
import eu.apaserv.bot.conversations.account.AccountBook;
import eu.apaserv.bot.conversations.account.Delegations.Offer;
import eu.apaserv.bot.conversations.question.Linking;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.YesNo;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody takes up a holder's invitation to act for their account. */
public final class InvitationFlow implements Flow {
  private final Linking linking;
  private final AccountBook book;

  public InvitationFlow(Linking linking, AccountBook book) {
    this.linking = linking;
    this.book = book;
  }

  @Override
  public String name() {
    return "accept_invitation";
  }

  @Override
  public Set<String> intents() {
    return Set.of("accept_invitation");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("title.invitation"));
  }

  /** Asked for by those who need it; a menu has no room for it. */
  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public void run(Dialogue d) {
    var mine = d.person().conversation();
    var found = d
        .keep("found", Found.class, () -> new Found(book.delegations().find(mine, d.ask(token())).orElse(null)))
        .invitation();
    var offer = Optional.ofNullable(found).flatMap(one -> book.delegations().offer(mine, one));
    offer.ifPresentOrElse(one -> consider(d, Objects.requireNonNull(found), one),
        () -> d.say(Phrase.of("invitation.unknown")));
  }

  /** Asked for until it is known which invitation it is, and then no more: it is not kept. */
  private static Question<String> token() {
    return Question.reading("token", Phrase.of("invitation.ask"), InvitationFlow::read).given(InvitationFlow::read)
        .forgotten();
  }

  /** Which invitation it is; none when it cannot be taken up. */
  private record Found(@Nullable UUID invitation) {}

  private void consider(Dialogue d, UUID invitation, Offer offer) {
    if (!linking.agreed(d)) {
      d.say(Phrase.of("invitation.refused"));
      return;
    }
    var until = offer.until() == null ? Phrase.of("revoke.no_end") : Phrase.of("revoke.until", "day", offer.until());
    if (!d.ask(YesNo.of("accept", Phrase.of("invitation.sure", "code", offer.clientCode(), "until", until)))) {
      d.say(Phrase.of("invitation.refused"));
      return;
    }
    var outcome = d.once("accepted", Acceptance.class,
        key -> book.delegations().accept(key, d.person().conversation(), invitation));
    switch (outcome) {
      case Acceptance.Accepted(var code) -> {
        d.remember(WhichAccount.FACT, code);
        d.say(Phrase.of("invitation.done", "code", code));
        d.offer(List.of(Next.BALANCE, Next.INVOICE, Next.INDEX));
      }
      case Acceptance.Unknown _ -> d.say(Phrase.of("invitation.unknown"));
    }
  }

  private static Reading<String> read(Said said) {
    var token = said.entity("token").orElse(said.text()).toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
    return token.matches("(?=.*[2-9])[A-Z2-9]{8}|[A-Z]{8}") && !said.text().isBlank()
        ? Reading.is(token)
        : Reading.unclear();
  }
}
