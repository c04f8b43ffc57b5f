package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each entity in its normal form, and what must not be taken for one. */
class EntitiesTest {
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      am codul de client 1000021 | client_code=1000021
      cod: 10 00 021 | client_code=1000021
      cod client 10.00.021 | client_code=1000021
      codul meu este 10-00-021 | client_code=1000021
      sold pentru 22-00-500 | client_code=2200500
      balance for 10 00 045 | client_code=1000045
      factura NTD 1000021 va rog | invoice_number=NTD1000021
      trimite factura ntd-1000021 | invoice_number=NTD1000021
      vreau factura seria NTD nr 1000021 | invoice_number=NTD1000021
      resend invoice NTD1000099 | invoice_number=NTD1000099
      ana.POP@Exemplu.ro este noul meu email | email=ana.pop@exemplu.ro
      noul meu numar e 0722 123 456 | phone=+40722123456
      noul meu telefon: 0040722123456 | phone=+40722123456
      call me at +44 20 7946 0958 | phone=+442079460958
      """)
  void codesAndAddresses(String text, String entities) {
    assertThat(found(text, Language.RO)).contains(entities.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      index 245 | RO | index_value=245
      apometrul arata 00245 | RO | index_value=245
      am citit 1.245 mc la contor | RO | index_value=1245
      am citit 1 245 mc | RO | index_value=1245
      my meter reads 1,245 | EN | index_value=1245
      index 00245,317 fara cele rosii | RO | index_value=245
      245 negre si 317 rosii | RO | index_value=245
      cifrele negre sunt 00127 iar cele rosii 455 | RO | index_value=127
      nu 245, e 254 | RO | index_value=254
      am scris 245 dar e 254 | RO | index_value=254
      in loc de 245 treceti 254 | RO | index_value=254
      245 e gresit, corect e 254 | RO | index_value=254
      va rog modificati indexul din 245 in 254 | RO | index_value=254
      sorry it's 254, not 245 | EN | index_value=254
      index o suta douazeci si trei | RO | index_value=123
      indexul este doua mii patruzeci | RO | index_value=2040
      my meter reads one hundred and twenty three | EN | index_value=123
      am pe contor doi patru cinci | RO | index_value=245
      index apartament 12 e 340 | RO | index_value=340
      index apa 412 pe codul 1000021 | RO | client_code=1000021 index_value=412
      contor 19C100277 index 245 | RO | meter_serial=19C100277 index_value=245
      contor 12345678 index 245 | RO | meter_serial=12345678 index_value=245
      index 245 luna asta | RO | index_value=245 period=current
      """)
  void anIndexIsWholeAndTheCorrectedOneWins(String text, Language language, String entities) {
    assertThat(found(text, language)).containsExactlyInAnyOrder(entities.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      rece 33 si cald 12 | rece=33 cald=12
      la baie 45 si la bucatarie 78 | baie=45 bucatarie=78
      baie rece 45, bucatarie rece 51 | baie rece=45 bucatarie rece=51
      A 1200; B 25 | A=1200 B=25
      scara A 120, scara B 98 | scara a=120 scara b=98
      scara 1 120, scara 2 98 | scara 1=120 scara 2=98
      contor 1 index 200, contor 2 index 15 | contor 1=200 contor 2=15
      19C100277 245, 19C100278 30 | 19C100277=245 19C100278=30
      contor 19c100277 index 245 si contor 19C100278 index 300 | 19C100277=245 19C100278=300
      cold 40 and hot 18 | cold=40 hot=18
      """)
  void severalReadingsEachWithItsMeter(String text, String readings) {
    var found = UNDERSTANDING.understand(text, Language.RO).entity("readings").orElse("[]");
    assertThat(Readings.read(found).stream().map(r -> r.meter() + "=" + r.value()).collect(Collectors.joining(" ")))
        .isEqualTo(readings);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      platesc 80,5 lei | amount=80.50
      am platit 1.250,50 lei | amount=1250.50
      I paid 1,250.50 lei yesterday | amount=1250.50
      platesc 100 ron | amount=100.00
      am platit 80 de lei si 50 de bani | amount=80.50
      platesc o suta de lei | amount=100.00
      am dat doua sute cincizeci de lei la casierie, apare? | amount=250.00
      factura din mai va rog | month=5
      facturile pe ianuarie si februarie | month=1 month=2
      factura din septembire 2025 | month=9 year=2025
      factura pe noimebrie | month=11
      factura pe 09.2025 | month=9 year=2025
      bill for March 2024 | month=3 year=2024
      platile pe 2024 | year=2024
      consum apa 2024 | year=2024
      facturile pe anul trecut | period=last_year
      consum luna trecuta | period=previous
      cit am consumat anu' ista | period=this_year
      ce consum am avut in ultimele trei luni | period=last_3_months
      toate facturile pe ult 6 luni | period=last_6_months
      ultimele doua facturi | count=2
      show the last five bills | count=5
      """)
  void amountsAndTimes(String text, String entities) {
    assertThat(found(text, Language.RO)).containsExactlyInAnyOrder(entities.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      nu e apa pe Oituz 3 bl A2 sc B | street=Oituz, street_number=3
      fara apa in Tg. Neamt | locality=Târgu Neamț
      fara apa in P. Neamt pe Decebal | locality=Piatra-Neamț, street=Decebal
      sunt avarii in Piatra? | locality=Piatra-Neamț
      nu avem apa la Roznov | locality=Roznov
      nu e apa in savinest | locality=Săvinești
      nu-i apa in centrul Roznovului | locality=Roznov
      avarie pe strada Oitzu nr. 5 | street=Oituz, street_number=5
      nu e apa pe bulevardul Republici | street=Republicii
      nu-i apa in cartierul Maratei | locality=Piatra-Neamț
      nu e apa pe aleea Teilor 12 | street=Teilor, street_number=12
      no water at 14 Traian street, Roman | locality=Roman, street=Traian, street_number=14
      nu curge apa pe Stefan cel Mare 7A | street=Ștefan cel Mare, street_number=7A
      nu e apa in Stefan cel Mare | locality=Ștefan cel Mare
      nu curge apa pe strada Oituz in Roman la nr 7 | locality=Roman, street=Oituz, street_number=7
      nu curge apa pe strada Oituz in Roman la 7 | locality=Roman, street=Oituz
      """)
  void placesInTheirOfficialSpelling(String text, String entities) {
    assertThat(found(text, Language.RO)).containsExactlyInAnyOrder(entities.split(", ", -1));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      numarul meu e 0722123456, sunati-ma | index_value
      am platit in 2025 | index_value
      am platit in 2025 | amount
      codul meu e 1000021 | amount
      codul meu e 1000021 | index_value
      pana pe 25 mai merge sa dau indexul? | index_value
      pana pe 25 mai merge sa dau indexul? | month
      mai am de platit ceva? | month
      nu mai vreau | month
      ce am platit marti | month
      platesc 2 facturi | amount
      pe ce strada sunteti | street
      pe strada noastra nu e apa | street
      vorbiti romana? | locality
      o plesnit tiava la poarta | locality
      """)
  void whatLooksLikeOneIsNone(String text, String key) {
    assertThat(UNDERSTANDING.understand(text, Language.RO).entity(key)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      trei | 3
      douazeci si trei | 23
      o suta | 100
      o suta douazeci si trei | 123
      doua sute cinci | 205
      o mie | 1000
      doua mii patruzeci | 2040
      o mie noua sute nouazeci si noua | 1999
      treizeci si doua de mii cinci sute | 32500
      noua sute nouazeci si noua de mii noua sute nouazeci si noua | 999999
      douăzeci şi unu | 21
      douazecisicinci | 25
      saispe | 16
      one hundred and twenty three | 123
      twenty-one | 21
      two thousand forty | 2040
      nine hundred ninety nine thousand nine hundred and ninety nine | 999999
      a hundred | 100
      doi patru cinci | 245
      zero zero two four five | 245
      opt sute cinzeci s-unu | 851
      opt suti cinci zeci s-unu | 851
      o mie doua sute trei | 1203
      o factura |
      un om si o femeie |
      sute de oameni | 100
      """)
  void numbersInWords(String text, Long value) {
    var spans = NumberWords.of(Folded.of(text).text());
    assertThat(spans.stream().map(NumberWords.Span::value).toList())
        .isEqualTo(value == null ? List.of() : List.of(value));
  }

  @Test
  void placesOfTheImportAreKnownOnceLoaded() {
    var gazetteer = Gazetteer.builtIn();
    var finder = new PlaceFinder(gazetteer, java.util.Set.of("nu", "apa", "pe", "florilor"));
    assertThat(places(finder, "nu e apa pe Izvoare 4 in Borlesti")).isEmpty();
    gazetteer.load(List.of(new Gazetteer.Address("Borlești", "Nechit", "Strada Izvoare"),
        new Gazetteer.Address("Borlești", null, "Aleea Florilor")));
    assertThat(places(finder, "nu e apa pe Izvoare 4 in Borlesti"))
        .containsExactly("street=Izvoare", "street_number=4", "locality=Borlești");
    assertThat(places(finder, "fara apa in Nechit")).containsExactly("locality=Borlești");
    assertThat(places(finder, "nu e apa pe aleea florilro")).containsExactly("street=Florilor");
    assertThat(places(finder, "imi plac izvoare si flori")).isEmpty();
    gazetteer.load(List.of());
    assertThat(places(finder, "fara apa in Nechit")).isEmpty();
    assertThat(places(finder, "fara apa in Roznov")).containsExactly("locality=Roznov");
  }

  private static List<String> places(PlaceFinder finder, String text) {
    var folded = Folded.of(text);
    var found = new Findings(folded);
    finder.find(folded, "outage_info", Language.RO, found);
    return found.all().stream().map(e -> e.key() + "=" + e.value()).toList();
  }

  private static List<String> found(String text, Language language) {
    return UNDERSTANDING.understand(text, language).entities().stream()
        .filter(e -> !List.of("number", "contact_topic", "change_type", "fault_type").contains(e.key()))
        .map(e -> e.key() + "=" + e.value()).toList();
  }

  @Test
  void aWordOfAnImportedNameIsNoMistypedWordOfOurs() {
    var gazetteer = Gazetteer.builtIn();
    var understanding = UtilityUnderstanding.load(gazetteer);
    assertThat(understanding.understand("Soldanului", Language.RO).best().intent()).isEqualTo("balance");
    assertThat(understanding.understand("Indexeni", Language.RO).best().intent()).isEqualTo("consumption_history");
    gazetteer.load(List.of(new Gazetteer.Address("Indexeni", null, "Strada Soldanului")));
    assertThat(understanding.understand("Soldanului", Language.RO).best().intent()).isEqualTo("out_of_scope");
    assertThat(understanding.understand("Indexeni", Language.RO).best().intent()).isEqualTo("out_of_scope");
    assertThat(understanding.understand("soldul", Language.RO).best().intent()).isEqualTo("balance");
  }
}
