package eu.apaserv.bot.conversations.invoice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfStructureElement;
import org.openpdf.text.pdf.PdfWriter;

/** Draws recorded pages into a PDF and keeps its structure tree, which may reach over a page's end. */
final class Pen {
  private static final PdfName ARTIFACT = new PdfName("Artifact");

  private final PdfWriter writer;
  private final PdfContentByte page;
  private final Deque<PdfStructureElement> parts = new ArrayDeque<>();
  private boolean inLeaf;

  Pen(PdfWriter writer) {
    this.writer = writer;
    this.page = writer.getDirectContent();
  }

  void open(Role role, @Nullable String spoken) {
    PdfStructureElement part = parts.isEmpty()
        ? new PdfStructureElement(writer.getStructureTreeRoot(), role.tag())
        : new PdfStructureElement(parts.getFirst(), role.tag());
    if (spoken != null) {
      part.put(PdfName.ALT, new PdfString(spoken, PdfObject.TEXT_UNICODE));
    }
    if (role == Role.HEAD) {
      part.put(new PdfName("A"), columnScope());
    }
    parts.push(part);
    if (role.leaf()) {
      page.beginMarkedContentSequence(part);
      inLeaf = true;
    }
  }

  void close() {
    if (inLeaf) {
      page.endMarkedContentSequence();
      inLeaf = false;
    }
    parts.pop();
  }

  /** Draws something; outside a leaf it is decoration, which a screen reader passes over. */
  void draw(Consumer<PdfContentByte> mark) {
    if (inLeaf) {
      mark.accept(page);
      return;
    }
    page.beginMarkedContentSequence(ARTIFACT);
    mark.accept(page);
    page.endMarkedContentSequence();
  }

  private static PdfDictionary columnScope() {
    PdfDictionary scope = new PdfDictionary();
    scope.put(new PdfName("O"), PdfName.TABLE);
    scope.put(new PdfName("Scope"), new PdfName("Column"));
    return scope;
  }
}
