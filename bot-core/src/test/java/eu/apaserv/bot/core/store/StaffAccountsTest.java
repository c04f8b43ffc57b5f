package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaffAccountsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  @Test
  void aLinkOpensOneSessionAndNoTokenIsStored() {
    var link = at(Duration.ZERO).add("Ioana Țurcanu", Role.OPERATOR).orElseThrow();
    assertThat(at(Duration.ofHours(23)).redeem(link)).hasValueSatisfying(session -> {
      assertThat(at(Duration.ofHours(23)).find(session)).hasValueSatisfying(member -> {
        assertThat(member.name()).isEqualTo("Ioana Țurcanu");
        assertThat(member.role()).isEqualTo(Role.OPERATOR);
      });
      assertThat(fresh.database().first(row -> row.getString(0), """
        select string_agg(encode(token_hash, 'escape'), ' ') from
          (select token_hash from staff_session union all select token_hash from staff_enrolment) t""").orElseThrow())
          .doesNotContain(session).doesNotContain(link);
    });
    assertThat(at(Duration.ofHours(23)).redeem(link)).isEmpty();
  }

  @Test
  void aLinkIsOverAfterADay() {
    var link = at(Duration.ZERO).add("Ioana", Role.VIEWER).orElseThrow();
    assertThat(at(StaffAccounts.LINK_LIVES).redeem(link)).isEmpty();
    assertThat(at(Duration.ZERO).redeem("guessed")).isEmpty();
  }

  @Test
  void aNewLinkEndsTheOlderOneAndChangesNoRole() {
    var first = at(Duration.ZERO).add("Mihai", Role.VIEWER).orElseThrow();
    var second = at(Duration.ZERO).add("Mihai", Role.VIEWER).orElseThrow();
    assertThat(at(Duration.ZERO).add("Mihai", Role.ADMIN)).isEmpty();
    assertThat(at(Duration.ZERO).redeem(first)).isEmpty();
    assertThat(at(Duration.ZERO).redeem(second)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ana pop", "ANA POP", "Ana  Pop", "AnaPop", "Ana\u00a0Pop", "Ana\u200bPop", "Ana Pop\u202e",
      "\u0410na Pop", "An\u0430 P\u043ep", "\uff21na Pop", "Ána Pop", "Ana P0p", "Ana-Pop", "Ana Рoр"})
  void aNameThatLooksLikeAColleaguesIsTaken(String name) {
    assertThat(at(Duration.ZERO).add("Ana Pop", Role.VIEWER)).isPresent();
    assertThat(at(Duration.ZERO).add(name, Role.VIEWER)).isEmpty();
    assertThat(at(Duration.ZERO).alike(name)).hasValue("Ana Pop");
  }

  @Test
  void oneLetterIsReadAsAnother() {
    assertThat(at(Duration.ZERO).add("Ilie", Role.VIEWER)).isPresent();
    assertThat(at(Duration.ZERO).add("llie", Role.VIEWER)).isEmpty();
    assertThat(at(Duration.ZERO).add("Ilie Ana", Role.VIEWER)).isPresent();
    assertThat(at(Duration.ZERO).add("Ștefan", Role.VIEWER)).isPresent();
    assertThat(at(Duration.ZERO).add("Ştefan", Role.VIEWER)).as("a cedilla").isEmpty();
    assertThat(at(Duration.ZERO).alike("Ana")).isEmpty();
  }

  /** Accounts from before such names were refused: who has one must get in. */
  @Test
  void twoWhoLookAlikeAlreadyStillGetNewLinks() {
    fresh.database().run("insert into staff (name, role) values ('Ana Pop', 'viewer'), ('Ána Pop', 'operator')");
    assertThat(at(Duration.ZERO).add("Ana Pop", Role.VIEWER)).isPresent();
    assertThat(at(Duration.ZERO).add("Ána Pop", Role.OPERATOR)).isPresent();
    assertThat(at(Duration.ZERO).add("Ana pop", Role.VIEWER)).isEmpty();
  }

  @Test
  void ofTwoLookalikesThatAreAddedAtOnceThereIsOne() {
    var second = fresh.database().asOne(open -> {
      assertThat(new StaffAccounts(open, Clock.fixed(NOW, ZoneOffset.UTC)).add("Ana", Role.VIEWER)).isPresent();
      var adding = CompletableFuture.supplyAsync(() -> at(Duration.ZERO).add("ANA", Role.VIEWER));
      Beside.doneOrWaiting(fresh.database(), adding::isDone);
      return adding;
    });
    assertThat(second.join()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "Ana\nPop", "Ana\u202ePop", "\u200b", "...", "\ud83d", "Ana\u2028Pop", "\ue000na"})
  void whatNobodyReadsAsANameIsNone(String name) {
    assertThat(StaffNames.isFit(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ioana Țurcanu", "Ana-Maria O'Neil", "Szász Éva", "Мария", "a.pop", "7"})
  void namesOfPeopleAreNames(String name) {
    assertThat(StaffNames.isFit(name)).isTrue();
  }

  /** The provider decides what its people are called; here two are told apart. */
  @Test
  void whoTheProviderCallsAlmostAsAColleagueIsCalledOtherwise() {
    at(Duration.ZERO).add("Ana Pop", Role.ADMIN);
    var ways = new StaffSignIn(fresh.database(), Clock.fixed(NOW, ZoneOffset.UTC), Seal.NONE);
    for (int times = 0; times < 2; times++) {
      var session = ways.admit("https://id.example", "s-1", "Аna  Pop", Role.VIEWER, "").orElseThrow();
      assertThat(at(Duration.ZERO).find(session).orElseThrow().name()).matches("Аna {2}Pop [0-9a-f]{6}");
    }
  }

  @Test
  void aSessionLastsWhileItIsUsedButNotForEver() {
    var session = signedIn();
    var step = StaffAccounts.IDLE.minusMinutes(1);
    for (var at = step; at.compareTo(StaffAccounts.LONGEST) < 0; at = at.plus(step)) {
      assertThat(at(at).find(session)).isPresent();
    }
    assertThat(at(StaffAccounts.LONGEST).find(session)).isEmpty();
  }

  @Test
  void anIdleSessionEnds() {
    assertThat(at(StaffAccounts.IDLE).find(signedIn())).isEmpty();
  }

  @Test
  void signingOutEndsOneSessionAndDisablingAllOfThem() {
    var one = signedIn();
    var other = signedIn();
    at(Duration.ZERO).signOut(one);
    assertThat(at(Duration.ZERO).find(one)).isEmpty();
    assertThat(at(Duration.ZERO).find(other)).isPresent();
    var unused = at(Duration.ZERO).add("Mihai", Role.VIEWER).orElseThrow();
    at(Duration.ZERO).disable("Mihai");
    assertThat(at(Duration.ZERO).find(other)).isEmpty();
    assertThat(at(Duration.ZERO).redeem(unused)).isEmpty();
  }

  private String signedIn() {
    return at(Duration.ZERO).redeem(at(Duration.ZERO).add("Mihai", Role.VIEWER).orElseThrow()).orElseThrow();
  }

  private StaffAccounts at(Duration later) {
    return new StaffAccounts(fresh.database(), Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
  }
}
