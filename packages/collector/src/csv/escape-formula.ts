/**
 * Text that spreadsheets interpret as a formula (https://owasp.org/www-community/attacks/CSV_Injection), also in full-width
 * characters or after spaces, and such text with leading apostrophes.
 */
const formula = /^'*[\s\u200b\ufeff]*[=+\-@\t\r\n＝＋－＠]/
const escapedFormula = /^'+[\s\u200b\ufeff]*[=+\-@\t\r\n＝＋－＠]/

/** Escapes text for spreadsheets: prepends an apostrophe to what they would interpret as a formula. */
export function escapeFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** The inverse of {@link escapeFormula}. */
export function unescapeFormula(text: string): string {
  return escapedFormula.test(text) ? text.slice(1) : text
}
