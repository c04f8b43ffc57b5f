package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long is not enough for a password. */
class PasswordStrengthTest {
  private static final List<String> KNOWN = List.of("Maria Ionescu", "Apă Exemplu");

  @ParameterizedTest
  @ValueSource(strings = {"password1234", "123456789012", "aaaaaaaaaaaaaa", "qwertyuiop[]", "Password2026!",
      "abcabcabcabc",
      "maria ionescu", "Maria Ionescu1"})
  void whatIsOnListsInRowsRepeatedOrOnesOwnNameIsGuessed(String password) {
    assertThat(PasswordStrength.isGuessable(password, KNOWN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"un cal alb pe deal", "parola lunga de proba", "zurgalau-mov-7-ghete",
      "correcthorsebatterystaple",
      "ăîșțâ ăîșțâ șase mere"})
  void aFewWordsThatHaveNothingToDoWithEachOtherAreNot(String password) {
    assertThat(PasswordStrength.isGuessable(password, KNOWN)).isFalse();
    assertThat(PasswordStrength.isGuessable(password + "x".repeat(100_000), KNOWN)).as("however long").isFalse();
  }
}
