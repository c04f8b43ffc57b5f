package eu.apaserv.bot.channels.simulator;

import eu.apaserv.bot.channels.sms.Form;
import eu.apaserv.bot.channels.sms.Gsm7;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How one of the HTTP gateways talks: what a send looks like, how it is answered, and what comes back. */
public enum GatewayStyle {
  SMSO("/api/v1/send", "sent", "delivered", "undelivered") {
    @Override
    boolean signedIn(Call call) {
      return PASSWORD.equals(call.headers().get("X-Authorization"));
    }

    @Override
    Answer taken(String id) {
      return Answer.json(200, new JsonObject().put("status", 200).put("responseToken", id));
    }

    @Override
    Answer refused(int status) {
      return Answer.json(status, new JsonObject().put("status", status).put("message", "Simulated failure"));
    }

    @Override
    Optional<String> callback(Call call) {
      return Optional.ofNullable(call.form().get("webhook_status"));
    }

    @Override
    Map<String, String> inbound(String person, String text, String id, String at) {
      return Map.of("sender[number]", person, "sender[mcc]", "226", "body", text, "uuid", id, "received_at", at);
    }

    @Override
    Map<String, String> status(String person, String id, String state, String at) {
      return Map.of("uuid", id, "status", state, "delivered_at", at, "receiver[number]", person);
    }
  },
  SMSLINK("/sms/gateway/communicate/json.php", "", "1", "0") {
    @Override
    Answer taken(String id) {
      return Answer.json(200, new JsonObject().put("response_type", "MESSAGE").put("response_id", 1).put("data",
          new JsonObject().put("message_id", id)));
    }

    @Override
    Answer refused(int status) {
      return Answer.json(status, new JsonObject().put("response_type", "ERROR").put("response_id", 5));
    }

    @Override
    String text(MultiMap fields) {
      return Objects.requireNonNullElse(fields.get("message"), "");
    }

    @Override
    Map<String, String> inbound(String person, String text, String id, String at) {
      return Map.of("sender", "0" + person.substring(3), "receiver", "1800", "message", text, "message_id", id,
          "timestamp", UNIX, "network_id", "2");
    }

    @Override
    Map<String, String> status(String person, String id, String state, String at) {
      return Map.of("message_id", id, "status", state, "timestamp", UNIX, "network_id", "2");
    }
  },
  SENDSMS("/json", "8", "1", "2") {
    @Override
    Answer taken(String id) {
      return Answer.json(200, new JsonObject().put("status", 1).put("message", "Sent").put("details", id));
    }

    @Override
    Answer refused(int status) {
      return Answer.json(status, new JsonObject().put("status", -8).put("message", "Simulated failure"));
    }

    @Override
    Optional<String> callback(Call call) {
      return Optional.ofNullable(call.query().get("report_url"));
    }

    @Override
    Map<String, String> inbound(String person, String text, String id, String at) {
      return Map.of("from", person.substring(1), "text", text, "message_id", id);
    }
  },
  KANNEL("/cgi-bin/sendsms", "8", "1", "2") {
    @Override
    Answer taken(String id) {
      return Answer.of(202, "text/plain", "0: Accepted for delivery");
    }

    @Override
    Answer refused(int status) {
      return Answer.of(status, "text/plain", status == 503 ? "Temporal failure, try again later." : "Sorry");
    }

    @Override
    Optional<String> callback(Call call) {
      return Optional.ofNullable(call.query().get("dlr-url"));
    }

    @Override
    Map<String, String> inbound(String person, String text, String id, String at) {
      return Map.of("from", person, "text", text, "id", id, "time", UNIX);
    }
  },
  JASMIN("/send", "ESME_ROK", "DELIVRD", "UNDELIV") {
    @Override
    Answer taken(String id) {
      return Answer.of(200, "text/plain", "Success \"" + id + "\"");
    }

    @Override
    Answer refused(int status) {
      return Answer.of(status, "text/plain", "Error \"Simulated failure\"");
    }

    @Override
    String text(MultiMap fields) {
      var octets = HexFormat.of().parseHex(fields.get("hex-content"));
      return "8".equals(fields.get("coding")) ? new String(octets, StandardCharsets.UTF_16BE) : Gsm7.decode(octets);
    }

    @Override
    Optional<String> callback(Call call) {
      return Optional.ofNullable(call.form().get("dlr-url"));
    }

    @Override
    Map<String, String> inbound(String person, String text, String id, String at) {
      return Map.of("from", person.substring(1), "to", "1800", "content", text, "id", id, "coding", "8");
    }

    @Override
    Map<String, String> status(String person, String id, String state, String at) {
      return Map.of("id", id, "message_status", state, "level", "2", "err", "045");
    }
  };

  static final String PASSWORD = "parola-simulata";
  static final String UNIX = "1790582400";

  private final String path;
  private final String sent;
  private final String delivered;
  private final String failed;

  GatewayStyle(String path, String sent, String delivered, String failed) {
    this.path = path;
    this.sent = sent;
    this.delivered = delivered;
    this.failed = failed;
  }

  /** Where a send goes. */
  public String path() {
    return path;
  }

  /** The first step's word; empty where there is none. */
  String sent() {
    return sent;
  }

  String delivered() {
    return delivered;
  }

  String failed() {
    return failed;
  }

  abstract Answer taken(String id);

  abstract Answer refused(int status);

  abstract Map<String, String> inbound(String person, String text, String id, String at);

  /** What is posted about a message; empty where the state is put into the address it was given. */
  Map<String, String> status(String person, String id, String state, String at) {
    return Map.of();
  }

  boolean signedIn(Call call) {
    return PASSWORD.equals(fields(call).get("password"));
  }

  String text(MultiMap fields) {
    return Objects.requireNonNullElse(fields.get(fields.contains("text") ? "text" : "body"), "");
  }

  /** Where the sender wants to be told; empty: at the address the account has. */
  Optional<String> callback(Call call) {
    return Optional.empty();
  }

  MultiMap fields(Call call) {
    return call.form().isEmpty() ? call.query() : call.form();
  }

  /** As it is posted. */
  static Form form(Map<String, String> fields) {
    return new Form(fields.entrySet().stream().sorted(Map.Entry.comparingByKey())
        .map(field -> new Form.Field(field.getKey(), field.getValue())).toList());
  }

  /** The lines of an operator's file for the simulated account. */
  public List<String> ownValues() {
    return switch (this) {
      case SMSO -> List.of("key: " + PASSWORD, "sender: \"4\"");
      case SMSLINK -> List.of("connection: ABC123", "password: " + PASSWORD);
      case SENDSMS, KANNEL, JASMIN -> List.of("username: apaserv", "password: " + PASSWORD, "sender: \"1800\"");
    };
  }
}
