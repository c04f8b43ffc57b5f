package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.core.channel.Opening;
import eu.apaserv.bot.core.message.Content;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The templates there are, by name. */
public final class TemplateBook {
  /** Without templates nothing can be begun, only answered. */
  public static final TemplateBook EMPTY = new TemplateBook(Map.of(), "");

  private static final String BY_STAFF = "staff_message";

  private final Map<String, Template> templates = new LinkedHashMap<>();
  private final String publicUrl;

  /**
   * @param files name to YAML, as the utility's folder of templates holds them
   * @param publicUrl where links of ours begin, without a slash at its end; empty: templates with a link are left out
   * @throws IllegalArgumentException naming the file that is wrong and what to put right
   */
  public TemplateBook(Map<String, String> files, String publicUrl) {
    this.publicUrl = publicUrl;
    files.forEach((name, yaml) -> {
      var template = TemplateFile.read(name, yaml);
      if (!publicUrl.isEmpty() || template.wordings().values().stream().allMatch(w -> w.link() == null)) {
        templates.put(name, template);
      }
    });
  }

  List<Template> all() {
    return List.copyOf(templates.values());
  }

  /** What a person may pick and fill in: words alone, what a colleague says first. */
  Opening opening() {
    return new Opening(Window.OPEN, templates.values().stream()
        .sorted(Comparator.comparing(template -> !template.name().equals(BY_STAFF)))
        .flatMap(template -> template.openers().stream()).toList());
  }

  Optional<Template> find(String name) {
    return Optional.ofNullable(templates.get(name));
  }

  String publicUrl() {
    return publicUrl;
  }

  /** The one that says this notice best: with its link or document where there is such a one. */
  Optional<Template> of(Content.Notice notice) {
    var more = switch (notice.body()) {
      case Content.Link _ -> "_link";
      case Content.Document _ -> "_document";
      default -> "";
    };
    return find(notice.template() + more).filter(t -> fits(t, notice)).or(() -> find(notice.template()));
  }

  /** A link to another place than the template's button opens cannot be carried by it. */
  private boolean fits(Template template, Content.Notice notice) {
    var wording = template.wordings().get(notice.language());
    return wording != null && (!(notice.body() instanceof Content.Link(String _, String _, String url))
        || (wording.link() != null && url.startsWith(publicUrl + wording.link().path())));
  }
}
