package eu.apaserv.bot.conversations.ubl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element of UBL's two component namespaces, by local name. */
final class UblElement {
  private final String name;
  private final long line;
  private final Map<String, String> attributes;
  private final List<UblElement> children = new ArrayList<>();
  private String text = "";

  UblElement(String name, long line, Map<String, String> attributes) {
    this.name = name;
    this.line = line;
    this.attributes = Map.copyOf(attributes);
  }

  String name() {
    return name;
  }

  /** Where it begins in the file, counted from 1. */
  long line() {
    return line;
  }

  String text() {
    return text;
  }

  /** The value of an attribute; empty if it has none. */
  String attribute(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  void add(UblElement child) {
    children.add(child);
  }

  void text(String value) {
    text = value;
  }

  /** All children of a name, in order. */
  List<UblElement> all(String child) {
    return children.stream().filter(one -> one.name.equals(child)).toList();
  }

  /** The first element at a path of names. */
  Optional<UblElement> find(String... path) {
    var found = Optional.of(this);
    for (var step : path) {
      found = found.flatMap(one -> one.all(step).stream().findFirst());
    }
    return found;
  }

  /** The text at a path; empty where there is none or it is blank. */
  Optional<String> value(String... path) {
    return find(path).map(UblElement::text).filter(value -> !value.isBlank());
  }
}
