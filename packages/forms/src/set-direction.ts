/** Languages that are written from right to left. */
const rightToLeft = /^(ar|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)\b/i

/** Sets the writing direction of a form by its language, unless an element around it has a `dir` attribute. */
export function setDirection(element: Element, root: ShadowRoot, language: string): void {
  if (!rightToLeft.test(language) || element.closest('[dir]')) return
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(':host{direction:rtl}')
  root.adoptedStyleSheets.push(sheet)
}
