/** Languages that are written from right to left. */
const fromTheRight = /^(ar|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)\b/i

/** Turns a form into the direction of its language, unless the page has said which way it goes. */
export function turn(element: Element, root: ShadowRoot, language: string): void {
  if (!fromTheRight.test(language) || element.closest('[dir]')) return
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(':host{direction:rtl}')
  root.adoptedStyleSheets.push(sheet)
}
