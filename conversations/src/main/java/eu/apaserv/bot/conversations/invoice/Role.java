package eu.apaserv.bot.conversations.invoice;

import org.openpdf.text.pdf.PdfName;

/** What a part of the page is to a screen reader (PDF structure types). A leaf holds text, the others hold parts. */
enum Role {
  DOCUMENT("Document", false), TABLE("Table", false), ROW("TR", false), HEAD("TH", true), CELL("TD", true), TITLE("H1",
      true), HEADING("H2", true), PARAGRAPH("P", true), FIGURE("Figure", true);

  private final String tag;
  private final boolean leaf;

  Role(String tag, boolean leaf) {
    this.tag = tag;
    this.leaf = leaf;
  }

  PdfName tag() {
    return new PdfName(tag);
  }

  boolean leaf() {
    return leaf;
  }
}
