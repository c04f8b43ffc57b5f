package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.payment.simulator.Notification;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * People who pay by card while bots are replaced: the link is asked for and opened at one step, paid at the next; the bank tells of
 * each payment until it is heard, and once more.
 */
final class RolledPayments {
  private static final Pattern LINK = Pattern.compile("http://\\S+(/pay/[A-Za-z0-9_-]{22})");
  private static final Optional<String> NOWHERE = Optional.empty();
  private static final int PATIENCE_MS = 5000;

  private final RolledWorld world;
  private final RollWait wait;
  private final WebClient web;
  private final Map<String, String> begun = new HashMap<>();
  private final List<String> paid = new ArrayList<>();

  RolledPayments(Vertx vertx, RolledWorld world, RollWait wait) {
    this.world = world;
    this.wait = wait;
    web = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false));
  }

  /** They have the bank's page open then. */
  void begin(List<RolledPeople.Person> people) {
    people.forEach(person -> world.say(person.address(), "platesc tot"));
    people.forEach(person -> {
      wait.until("a link to pay comes to " + person.address(), () -> link(person.address()).isPresent());
      begun.put(person.address(), opened(link(person.address()).orElseThrow()));
    });
  }

  /** Where a button leads, or what the text ends with. */
  private Optional<String> link(String address) {
    return world.phone(address).messages().stream().filter(message -> !message.fromPerson())
        .flatMap(message -> Stream.concat(message.buttons().stream().map(button -> button.id()),
            Stream.of(message.text())))
        .map(LINK::matcher).filter(found -> found.find()).map(found -> found.group()).findFirst();
  }

  /** The bank's page, whichever bot leads there; who gets none tries again. */
  private String opened(String link) {
    var places = new ArrayList<String>();
    wait.until("a link to pay opens: " + link, () -> {
      Database.await(web.getAbs(link).timeout(PATIENCE_MS).send()
          .map(page -> page.statusCode() == 303 ? Optional.ofNullable(page.getHeader("Location")) : NOWHERE)
          .otherwise(NOWHERE)).ifPresent(places::add);
      return !places.isEmpty();
    });
    return places.getFirst();
  }

  /** All that were begun before are decided. */
  void pay() {
    begun.forEach((person, bank) -> {
      Database.await(web.postAbs(bank).sendForm(MultiMap.caseInsensitiveMultiMap().set("decision", "pay")));
      paid.add(person);
    });
    begun.clear();
  }

  /** The bank repeats itself about all there are. */
  void tellAgain() {
    world.payments().orders().stream().filter(order -> order.status() == 3).map(world.payments()::notification)
        .forEach(told -> wait.until("a notification is taken again", took(told)));
  }

  private BooleanSupplier took(Notification told) {
    return () -> Database.await(web.postAbs(told.url()).timeout(PATIENCE_MS).putHeaders(told.headers())
        .sendBuffer(told.body()).map(answer -> answer.statusCode() / 100 == 2).otherwise(false));
  }

  /** Who has paid. */
  List<String> paid() {
    return paid;
  }
}
