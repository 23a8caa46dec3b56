/** The collector that serves a form and receives its answers. */
export interface Collector {
  /** Ends with a slash. */
  url: string
  writeKey: string
}

/** Name of this file as the collector serves it. */
const OWN_NAME = 'leadlight-forms.served.js'

/**
 * The collector of a form: from its attributes `collector` and `write-key`, else from the tracker's script tag or its folder. The
 * collector serves this file beside that script, unless a bundler included it.
 */
export function collectorOf(element: Element): Collector {
  const tag = document.querySelector<HTMLScriptElement>('script[data-write-key]')
  const own = import.meta.url.split(/[?#]/)[0] ?? ''
  const url =
    element.getAttribute('collector') ??
    tag?.dataset.collector ??
    (own.endsWith(`/${OWN_NAME}`) ? own.slice(0, -OWN_NAME.length) : tag && new URL('.', tag.src).href)
  if (!url)
    throw Error('the address of the collector is unknown: add collector="https://…" and write-key="wk_…"')
  return {
    url: new URL(url.replace(/\/*$/, '/'), location.href).href,
    writeKey: element.getAttribute('write-key') ?? tag?.dataset.writeKey ?? '',
  }
}
