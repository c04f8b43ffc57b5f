package eu.apaserv.bot.conversations.api;

import java.util.List;

/** Calls of the API that belong together. */
interface ApiPart {
  List<Endpoint> endpoints();
}
