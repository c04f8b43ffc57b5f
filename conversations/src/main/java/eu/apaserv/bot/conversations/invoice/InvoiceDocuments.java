package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.account.Accounts;
import eu.apaserv.bot.core.channel.Documents;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.UUID;

/**
 * Invoices as PDF: billing's own file where it gave one, else drawn from its data. Only a conversation that is linked to
 * the invoice's account at this moment gets it, whoever it was promised to.
 */
public final class InvoiceDocuments implements Documents {
  private static final String KIND = "invoice";

  private final Accounts accounts;
  private final Invoices invoices;
  private final InvoiceSheets sheets;
  private final InvoicePdf pdf = new InvoicePdf();

  public InvoiceDocuments(Accounts accounts, Invoices invoices, InvoiceSheets sheets) {
    this.accounts = accounts;
    this.invoices = invoices;
    this.sheets = sheets;
  }

  /** What a flow shows: {@code invoice:ro:NTD1000021}. */
  public static String reference(String number, Language language) {
    return KIND + ":" + language.code() + ":" + number;
  }

  @Override
  public Optional<OwnFile> open(String reference, UUID conversation) {
    var parts = reference.split(":", 3);
    if (parts.length != 3 || !parts[0].equals(KIND)) {
      return Optional.empty();
    }
    var language = parts[1].equals(Language.EN.code()) ? Language.EN : Language.RO;
    return accounts.linked(conversation).stream().map(Account::clientCode)
        .filter(code -> invoices.byNumber(code, parts[2]).isPresent()).findFirst()
        .flatMap(code -> file(code, parts[2], language));
  }

  private Optional<OwnFile> file(String clientCode, String number, Language language) {
    var own = invoices.document(clientCode, number);
    return own.isPresent()
        ? own
        : sheets.of(clientCode, number, language).map(sheet -> OwnFile.of(Buffer.buffer(pdf.render(sheet, language))));
  }
}
