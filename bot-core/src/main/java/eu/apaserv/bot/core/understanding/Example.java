package eu.apaserv.bot.core.understanding;

/**
 * A sentence and what it means: what a classifier learns from and is measured by.
 *
 * @param label the intent or, for telling languages, the language's code
 * @param text as somebody would type it
 */
public record Example(String label, String text) {}
