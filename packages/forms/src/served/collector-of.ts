/** Where a form comes from and goes to. */
export interface Collector {
  /** With a slash at its end. */
  url: string
  writeKey: string
}

/** The script that the collector serves, and in whose place this file then lies. */
const OWN_NAME = 'leadlight-forms.served.js'

/**
 * The collector of a form: as its attributes `collector` and `write-key` say, else as the tracker's script tag does. This
 * file lies beside that script, unless a bundler took it along.
 */
export function collectorOf(element: Element): Collector {
  const tag = document.querySelector<HTMLScriptElement>('script[data-write-key]')
  const own = import.meta.url.split(/[?#]/)[0] ?? ''
  const url =
    element.getAttribute('collector') ??
    tag?.dataset.collector ??
    (own.endsWith(`/${OWN_NAME}`) ? own.slice(0, -OWN_NAME.length) : tag && new URL('/', tag.src).href)
  if (!url) throw Error('it is not known where the collector is: add collector="https://…"')
  return {
    url: new URL(url.replace(/\/*$/, '/'), location.href).href,
    writeKey: element.getAttribute('write-key') ?? tag?.dataset.writeKey ?? '',
  }
}
