/** e-Factura documents (UBL 2.1 Invoice and CreditNote, CIUS-RO): read, checked against their own totals, stored. */
@NullMarked
package eu.apaserv.bot.conversations.ubl;

import org.jspecify.annotations.NullMarked;
