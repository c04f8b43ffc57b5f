package eu.apaserv.bot.conversations.outage.publishing;

import eu.apaserv.bot.conversations.outage.Area;
import eu.apaserv.bot.conversations.outage.Outage;
import eu.apaserv.bot.conversations.outage.OutageDesk;
import eu.apaserv.bot.conversations.outage.OutageEffect;
import eu.apaserv.bot.conversations.outage.OutageKind;
import eu.apaserv.bot.conversations.outage.OutageNotice;
import eu.apaserv.bot.conversations.outage.OutageStatus;
import eu.apaserv.bot.conversations.outage.Outcome;
import eu.apaserv.bot.core.store.StartException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Another operator's alert (CAP 1.2), read from a hostile file: no DTD, no entity, bounded values. It becomes a draft that a
 * dispatcher looks at; nothing of it is public by itself.
 *
 * @param key its sender and identifier
 * @param follows keys of the alerts it updates or cancels, the newest first
 */
public record CapNotice(String key, List<String> follows, boolean cancels, OutageNotice notice) {
  private static final int LONGEST = 400;
  private static final int MOST_AREAS = 200;

  public CapNotice {
    follows = List.copyOf(follows);
  }

  /**
   * @param name of the file, for messages
   */
  public static CapNotice read(byte[] bytes, String name) {
    try {
      var alert = document(bytes);
      if (!"alert".equals(alert.getLocalName()) || !CapAlert.NAMESPACE.equals(alert.getNamespaceURI())) {
        throw new StartException(name + " is no CAP 1.2 alert");
      }
      return of(alert);
    } catch (SAXException e) {
      throw new StartException(name + " is not well-formed XML, or has a DTD", e);
    } catch (IOException | ParserConfigurationException e) {
      throw new StartException(name + " cannot be read", e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new StartException(name + ": " + e.getMessage(), e);
    }
  }

  private static Element document(byte[] bytes) throws ParserConfigurationException, IOException, SAXException {
    var factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    var builder = factory.newDocumentBuilder();
    builder.setErrorHandler(null);
    return builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement();
  }

  private static CapNotice of(Element alert) {
    if (!value(alert, "status").equals("Actual")) {
      throw new IllegalArgumentException("its status is not Actual: exercises and tests are not taken");
    }
    var type = value(alert, "msgType");
    var info = children(alert, "info").stream().filter(i -> value(i, "language").startsWith("ro")).findFirst()
        .or(() -> children(alert, "info").stream().findFirst())
        .orElseThrow(() -> new IllegalArgumentException("it has no info"));
    var sender = needed(alert, "sender");
    var follows = Stream.of(value(alert, "references").split("\\s+")).map(one -> one.split(",", -1))
        .filter(parts -> parts.length == 3).map(parts -> key(parts[0], parts[1])).toList().reversed();
    return new CapNotice(key(sender, needed(alert, "identifier")), follows, type.equals("Cancel"),
        notice(info, sender, time(alert, "sent")));
  }

  private static String key(String sender, String identifier) {
    return "cap/" + sender + "/" + identifier;
  }

  private static OutageNotice notice(Element info, String sender, @Nullable Instant sent) {
    var onset = Optional.ofNullable(time(info, "onset")).or(() -> Optional.ofNullable(time(info, "effective")))
        .or(() -> Optional.ofNullable(sent)).orElseThrow(() -> new IllegalArgumentException("it has no time"));
    var expires = time(info, "expires");
    var kind = value(info, "urgency").matches("Future|Expected") ? OutageKind.PLANNED : OutageKind.FAULT;
    return new OutageNotice(kind, effect(value(info, "event") + " " + value(info, "headline")), onset,
        expires != null && expires.isAfter(onset) ? expires : null, null, value(info, "headline"),
        value(info, "description"), areas(info), List.of(), "CAP " + sender);
  }

  private static OutageEffect effect(String text) {
    var words = text.toLowerCase(Locale.ROOT);
    if (words.contains("canal") || words.contains("sewer")) {
      return OutageEffect.NO_SEWERAGE;
    }
    if (words.contains("presiun") || words.contains("pressure")) {
      return OutageEffect.LOW_PRESSURE;
    }
    return words.contains("tulbur") || words.contains("discolo") || words.contains("cloud")
        ? OutageEffect.DISCOLOURED
        : OutageEffect.NO_WATER;
  }

  private static List<Area> areas(Element info) {
    var areas = new ArrayList<Area>();
    for (var area : children(info, "area")) {
      var codes = children(area, "geocode").stream().filter(code -> value(code, "valueName").equals("SIRUTA"))
          .map(code -> value(code, "value")).filter(code -> !code.isEmpty()).toList();
      var described = value(area, "areaDesc");
      if (codes.isEmpty() && !described.isEmpty()) {
        areas.add(Area.locality(described.substring(0, Math.min(described.length(), 80))));
      }
      codes.forEach(code -> areas.add(new Area(null, code, null, null, null, null, Area.Parity.ALL, List.of())));
      if (areas.size() > MOST_AREAS) {
        throw new IllegalArgumentException("it has more than " + MOST_AREAS + " areas");
      }
    }
    return areas;
  }

  private static List<Element> children(Element parent, String name) {
    var found = new ArrayList<Element>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && name.equals(element.getLocalName())) {
        found.add(element);
      }
    }
    return found;
  }

  private static String value(Element parent, String name) {
    var text = children(parent, name).stream().findFirst().map(Element::getTextContent).orElse("").strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  private static String needed(Element parent, String name) {
    var text = value(parent, name);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return text;
  }

  private static @Nullable Instant time(Element parent, String name) {
    var text = value(parent, name);
    return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
  }

  /** Prepares it, or what it says of an earlier alert: an edit of that, or its end where it was never published. */
  public Outage draft(OutageDesk desk, String who) {
    var earlier = follows.stream().flatMap(one -> desk.find(one).stream()).findFirst();
    if (earlier.isEmpty()) {
      return desk.draft(key, who, notice);
    }
    var outage = earlier.get();
    if (cancels && outage.status() != OutageStatus.DRAFT) {
      throw new StartException(
          "The alert calls off outage " + outage.id() + ", which is published: look at it, then ./bot "
              + "outage cancel " + outage.id());
    }
    var outcome = cancels
        ? desk.cancel(outage.id(), who, outage.version())
        : desk.edit(outage.id(), who, outage.draftNo(), notice);
    return outcome instanceof Outcome.Done(var now) ? now : outage;
  }
}
