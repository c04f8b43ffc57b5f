package eu.apaserv.bot.conversations.payment.simulator;

import java.util.Locale;

/** The simulated bank page: says plainly that no money moves. */
final class CheckoutPage {
  private CheckoutPage() {}

  static String of(SimulatedOrder order) {
    var name = order.netopia() ? "Netopia" : "EuPlătesc";
    var open = order.status() == 1;
    var form = open
        ? """
            <form method="post"><button name="decision" value="pay" class="pay">Plătește %s lei</button>
            <button name="decision" value="decline">Refuză plata</button></form>""".formatted(amount(order))
        : "<p><b>" + (order.status() == 3 ? "Plata este făcută." : "Plata nu a reușit.") + "</b></p>";
    return """
        <!doctype html><html lang="ro"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Plată simulată</title>
        <style>body{font:18px/1.5 system-ui,sans-serif;max-width:26em;margin:10vh auto;padding:0 1em;color:#14212b}
        button{font:inherit;display:block;width:100%%;padding:.8em;margin:.6em 0;border:1px solid #bcc;border-radius:10px;
        background:#fff;cursor:pointer}.pay{background:#0b6fa4;color:#fff;border:0;font-weight:700}
        .note{color:#5b6b77;font-size:15px}</style>
        <h1>%s, simulat</h1><p>%s<br>Comandă: %s</p><p style="font-size:1.6em"><b>%s lei</b></p>%s
        <p class="note">Pagină de probă: nu se cere niciun card și nu se mișcă bani.</p></html>"""
        .formatted(name, escaped(order.description()), escaped(order.id()), amount(order), form);
  }

  private static String amount(SimulatedOrder order) {
    return String.format(Locale.ROOT, "%.2f", order.amount()).replace('.', ',');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
