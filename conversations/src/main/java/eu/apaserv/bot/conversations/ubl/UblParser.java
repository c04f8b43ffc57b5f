package eu.apaserv.bot.conversations.ubl;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one document from a hostile file: no DTD, no entity, bounded in size, depth, elements and length of values. What is
 * in other namespaces (extensions, signatures) and embedded files are passed over without being kept.
 */
final class UblParser {
  static final int LARGEST_FILE = 10 << 20;
  private static final int DEEPEST = 30;
  private static final int MOST_ELEMENTS = 200_000;
  private static final int LONGEST_VALUE = 5_000;
  private static final String NAMESPACE = "xmlns";
  private static final int MOST_NAMESPACES = 1000;
  private static final String SCHEMAS = "urn:oasis:names:specification:ubl:schema:xsd:";
  private static final String BASIC = SCHEMAS + "CommonBasicComponents-2";
  private static final String AGGREGATE = SCHEMAS + "CommonAggregateComponents-2";

  private final ArrayDeque<UblElement> open = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private final XMLStreamReader reader;
  private int elements;

  private UblParser(XMLStreamReader reader) {
    this.reader = reader;
  }

  /** The root: Invoice or CreditNote. */
  static UblElement parse(byte[] bytes) throws UblFault {
    if (bytes.length > LARGEST_FILE) {
      throw new UblFault(1, "file", "is larger than " + (LARGEST_FILE >> 20) + " MB");
    }
    try {
      var reader = factory().createXMLStreamReader(new ByteArrayInputStream(bytes));
      requireFewNamespaces(bytes, reader.getEncoding());
      return new UblParser(reader).document();
    } catch (XMLStreamException e) {
      var at = e.getLocation();
      throw new UblFault(at == null ? 1 : Math.max(1, at.getLineNumber()), "file", "is not well-formed XML");
    }
  }

  /** The library compares each namespace of an element with all before it, before anybody can look at it: minutes for a file. */
  private static void requireFewNamespaces(byte[] bytes, @Nullable String encoding) throws UblFault {
    if (encoding != null && !Charset.isSupported(encoding)) {
      throw new UblFault(1, "file", "is in an encoding that is not known here");
    }
    var text = new String(bytes, encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding));
    int count = 0;
    for (int at = text.indexOf(NAMESPACE); at >= 0; at = text.indexOf(NAMESPACE, at + 1)) {
      if (++count > MOST_NAMESPACES) {
        throw new UblFault(1, "xmlns", "stands there more than " + MOST_NAMESPACES + " times");
      }
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    return factory;
  }

  private UblElement document() throws XMLStreamException, UblFault {
    UblElement root = null;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.ENTITY_DECLARATION ->
          throw new UblFault(line(), "DOCTYPE", "has a DTD or an entity: e-Factura documents have none");
        case XMLStreamConstants.START_ELEMENT -> {
          var element = start();
          root = root == null ? element : root;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters();
        case XMLStreamConstants.END_ELEMENT -> end();
        default -> {
        }
      }
    }
    return Objects.requireNonNull(root, "A well-formed document has a root");
  }

  private UblElement start() throws UblFault, XMLStreamException {
    count();
    var element = new UblElement(reader.getLocalName(), line(), attributes());
    if (open.isEmpty()) {
      requireUbl();
    } else if (!ours()) {
      pass();
      return element;
    } else {
      open.getLast().add(element);
    }
    if (open.size() >= DEEPEST) {
      throw new UblFault(line(), element.name(), "is nested deeper than " + DEEPEST + " elements");
    }
    open.addLast(element);
    text.setLength(0);
    return element;
  }

  private void count() throws UblFault {
    if (++elements > MOST_ELEMENTS) {
      throw new UblFault(line(), reader.getLocalName(), "comes after " + MOST_ELEMENTS + " elements, too many");
    }
  }

  private void requireUbl() throws UblFault {
    var name = reader.getLocalName();
    if (!name.equals("Invoice") && !name.equals("CreditNote")) {
      throw new UblFault(line(), shown(name), "is not a UBL Invoice or CreditNote");
    }
    if (!(SCHEMAS + name + "-2").equals(reader.getNamespaceURI())) {
      throw new UblFault(line(), name, "is not in the namespace of UBL 2.1 (" + SCHEMAS + name + "-2)");
    }
  }

  private boolean ours() {
    var namespace = reader.getNamespaceURI();
    boolean file = reader.getLocalName().equals("EmbeddedDocumentBinaryObject");
    return !file && (BASIC.equals(namespace) || AGGREGATE.equals(namespace));
  }

  /** Leaves an element out with all that is in it. */
  private void pass() throws XMLStreamException, UblFault {
    int depth = 1;
    while (depth > 0) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        count();
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new UblFault(line(), "entity", "is not allowed in e-Factura documents");
      }
      if (depth > DEEPEST) {
        throw new UblFault(line(), "extension", "is nested deeper than " + DEEPEST + " elements");
      }
    }
  }

  private Map<String, String> attributes() {
    var attributes = new HashMap<String, String>();
    for (var name : new String[]{"currencyID", "unitCode", "schemeID"}) {
      var value = reader.getAttributeValue(null, name);
      if (value != null && value.length() <= 40) {
        attributes.put(name, value);
      }
    }
    return attributes;
  }

  private void characters() throws UblFault {
    var more = reader.getText();
    if (text.isEmpty() && more.isBlank()) {
      return;
    }
    text.append(more);
    if (text.length() > LONGEST_VALUE) {
      throw new UblFault(line(), open.getLast().name(), "has more than " + LONGEST_VALUE + " characters");
    }
  }

  private void end() {
    open.removeLast().text(text.toString().strip());
    text.setLength(0);
  }

  private long line() {
    return Math.max(1, reader.getLocation().getLineNumber());
  }

  private static String shown(String name) {
    return name.length() > 40 ? name.substring(0, 40) + "…" : name;
  }
}
