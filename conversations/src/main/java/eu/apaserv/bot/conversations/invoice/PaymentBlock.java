package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How to pay and whom to ask, on a quiet panel that is never broken over two pages. */
record PaymentBlock(InvoiceSheet sheet, Language language) {
  static final float HEIGHT = 118;
  private static final float PADDING = 12;
  private static final float CODE = HEIGHT - 2 * PADDING;
  private static final float CONTACT_LEFT = Paper.RIGHT - 132;
  private static final float CONTACT = 118;
  private static final float CHAT = 48;

  private record Detail(Label label, String value, Style style) {}

  void drawOn(Paper paper) {
    Canvas canvas = paper.canvas();
    float top = paper.y();
    canvas.box(Tint.WASH, Paper.LEFT, top, Paper.RIGHT - Paper.LEFT, HEIGHT, 7);
    Optional<PaymentCode> code = PaymentCode.of(sheet);
    code.ifPresent(c -> code(canvas, c, top));
    float left = Paper.LEFT + PADDING + (code.isPresent() ? CODE + 16 : 4);
    if (sheet.payable() && sheet.payment().iban() != null) {
      transfer(canvas, left, top, code.isPresent());
    } else if (!sheet.payable()) {
      nothing(canvas, left, top);
    }
    contact(canvas, top);
    paper.down(HEIGHT);
  }

  private void code(Canvas canvas, PaymentCode code, float top) {
    String amount = Figures.lei(sheet.owed().toPay());
    canvas.figure(Label.QR.in(language, amount, sheet.seller().name()), () -> {
      canvas.box(Tint.WHITE, Paper.LEFT + PADDING, top + PADDING, CODE, CODE, 4);
      code.drawOn(canvas, Paper.LEFT + PADDING + 7, top + PADDING + 7, CODE - 14);
    });
  }

  private void transfer(Canvas canvas, float left, float top, boolean scan) {
    float width = CONTACT_LEFT - 24 - left;
    canvas.part(Role.HEADING, () -> canvas.text(Style.HEADING, left, top + 23, Label.HOW_TO_PAY.in(language)));
    List<String> how = Style.SMALL.wrap((scan ? Label.SCAN : Label.TRANSFER).in(language), width, 2);
    canvas.part(Role.PARAGRAPH, () -> canvas.lines(Style.SMALL, left, top + 35, 9f, how));
    List<Detail> details = details();
    float step = Math.min(13, (HEIGHT - 52 - how.size() * 9f) / (details.size() - 1));
    float y = top + HEIGHT - 14 - step * (details.size() - 1);
    for (Detail detail : details) {
      detail(canvas, detail, left, width, y);
      y += step;
    }
  }

  private void nothing(Canvas canvas, float left, float top) {
    canvas.part(Role.HEADING, () -> canvas.text(Style.HEADING, left, top + 23, Label.NOTHING_TO_DO.in(language)));
    Label why = sheet.owed().toPay().signum() < 0 ? Label.CREDIT : Label.SETTLED;
    List<String> words = Style.BODY.wrap(why.in(language, Figures.lei(sheet.owed().toPay().abs())), 280, 3);
    canvas.part(Role.PARAGRAPH, () -> canvas.lines(Style.BODY, left, top + 38, 11.5f, words));
  }

  private List<Detail> details() {
    InvoiceSheet.Payment payment = sheet.payment();
    List<Detail> details = new ArrayList<>();
    details.add(new Detail(Label.PAYEE, sheet.seller().name(), Style.BODY));
    details.add(new Detail(Label.IBAN, inFours(Objects.requireNonNullElse(payment.iban(), "")), Style.STRONG));
    String bank = payment.bank();
    if (bank != null) {
      details.add(new Detail(Label.BANK, bank, Style.BODY));
    }
    details.add(new Detail(Label.REFERENCE, payment.reference(), Style.STRONG));
    details.add(new Detail(Label.AMOUNT, Figures.lei(sheet.owed().toPay()), Style.STRONG));
    return details;
  }

  private void detail(Canvas canvas, Detail detail, float left, float width, float y) {
    canvas.part(Role.PARAGRAPH, () -> {
      canvas.text(Style.BODY.at(7.6f).in(Tint.MUTED), left, y, detail.label().in(language));
      canvas.fitted(detail.style(), Align.LEFT, left + 52, y, width - 52, detail.value());
    });
  }

  private void contact(Canvas canvas, float top) {
    InvoiceSheet.Contact contact = sheet.contact();
    canvas.rule(Tint.HAIRLINE, 0.6f, CONTACT_LEFT - 14, top + 16, CONTACT_LEFT - 14, top + HEIGHT - 16);
    canvas.part(Role.HEADING, () -> canvas.text(Style.HEADING, CONTACT_LEFT, top + 23, Label.QUESTIONS.in(language)));
    float width = contact.chat() == null ? CONTACT : CONTACT - CHAT - 8;
    phone(canvas, top + 38, width, Label.CUSTOMER_OFFICE, contact.phone());
    phone(canvas, top + 64, width, Label.EMERGENCY, contact.emergencyPhone());
    chat(canvas, top, contact.chat());
    List<String> more = Stream.of(contact.email(), contact.website()).filter(Objects::nonNull).toList();
    float y = top + HEIGHT - 14 - (more.size() - 1) * 10f;
    for (String line : more) {
      float at = y;
      canvas.part(Role.PARAGRAPH,
          () -> canvas.fitted(Style.SMALL.in(Tint.INK), Align.LEFT, CONTACT_LEFT, at, CONTACT, line));
      y += 10f;
    }
  }

  /** A code that opens the chat about this account. */
  private void chat(Canvas canvas, float top, @Nullable String link) {
    if (link == null) {
      return;
    }
    float left = CONTACT_LEFT + CONTACT - CHAT;
    canvas.figure(Label.CHAT_CODE.in(language), () -> {
      canvas.box(Tint.WHITE, left, top + 28, CHAT, CHAT, 3);
      new QrCode(link).drawOn(canvas, left + 4, top + 32, CHAT - 8);
    });
    canvas.part(Role.PARAGRAPH, () -> canvas.fitted(Style.SMALL, Align.LEFT, left, top + 28 + CHAT + 8, CHAT,
        Label.CHAT.in(language)));
  }

  private void phone(Canvas canvas, float y, float width, Label label, String number) {
    canvas.part(Role.PARAGRAPH, () -> {
      canvas.fitted(Style.SMALL, Align.LEFT, CONTACT_LEFT, y, width, label.in(language));
      canvas.fitted(Style.STRONG.at(9.6f).in(Tint.DEEP), Align.LEFT, CONTACT_LEFT, y + 11.5f, width, number);
    });
  }

  /** An IBAN as it is read aloud: groups of four. */
  private static String inFours(String iban) {
    return iban.replace(" ", "").replaceAll("(.{4})(?!$)", "$1\u00A0");
  }
}
