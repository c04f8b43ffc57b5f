package eu.apaserv.bot.conversations.outage.publishing;

import java.io.StringWriter;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** XML, or HTML written as XML, whose texts are escaped by the writer and hold no character that XML forbids. */
final class Markup {
  private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

  private final StringWriter written = new StringWriter();
  private final XMLStreamWriter writer;

  private Markup(String prolog) {
    try {
      writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(written);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    written.append(prolog);
  }

  static Markup xml() {
    return new Markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  }

  static Markup html() {
    return new Markup("<!doctype html>\n");
  }

  /** Something that writes into the writer. */
  private interface Writing {
    void write() throws XMLStreamException;
  }

  private Markup with(Writing writing) {
    try {
      writing.write();
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A page could not be written", e);
    }
  }

  /** Opens an element; attributes are name, value, name, value, … */
  Markup open(String name, String... attributes) {
    return with(() -> {
      writer.writeStartElement(name);
      for (int i = 0; i < attributes.length; i += 2) {
        writer.writeAttribute(attributes[i], clean(attributes[i + 1]));
      }
    });
  }

  Markup text(String text) {
    return with(() -> writer.writeCharacters(clean(text)));
  }

  Markup close() {
    return with(writer::writeEndElement);
  }

  /** An element with a text. */
  Markup leaf(String name, String text, String... attributes) {
    return open(name, attributes).text(text).close();
  }

  /** An element that can hold nothing. */
  Markup empty(String name, String... attributes) {
    return with(() -> {
      writer.writeEmptyElement(name);
      for (int i = 0; i < attributes.length; i += 2) {
        writer.writeAttribute(attributes[i], clean(attributes[i + 1]));
      }
    });
  }

  private static String clean(String text) {
    return FORBIDDEN.matcher(text).replaceAll("");
  }

  /** All that was written; what is open is closed. */
  String end() {
    with(() -> {
      writer.writeEndDocument();
      writer.flush();
    });
    return written.toString();
  }
}
