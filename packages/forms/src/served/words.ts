/** Text of a receipt by language; `{n}` is its number. */
const received: Readonly<Record<string, string>> = {
  en: 'Received, no. {n}',
  hi: 'प्राप्त हुआ, क्रमांक {n}',
  bn: 'পাওয়া গেছে, নং {n}',
  es: 'Recibido, n.º {n}',
  de: 'Eingegangen, Nr. {n}',
  fr: 'Reçu, n° {n}',
  pt: 'Recebido, n.º {n}',
  ar: 'تم الاستلام، رقم {n}',
  ja: '受け付けました。番号 {n}',
  zh: '已收到，编号 {n}',
}

/** The text of a receipt in a language; English where it is not available. */
export function sayReceived(language: string, number: string): string {
  return (received[language.slice(0, 2).toLowerCase()] ?? `${received.en}`).replace('{n}', number)
}

/** The language of the page around an element, or else the browser's. */
export function languageOf(element: Element): string {
  return element.closest<HTMLElement>('[lang]')?.lang || navigator.language
}
