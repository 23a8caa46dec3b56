import { addToScriptTag } from '../add-to-script-tag.ts'
import { guard } from '../guard.ts'
import { serverCookie } from './server-cookie.ts'

/**
 * Entry of `leadlight-server-cookie.js`: has the collector set the visitor's cookie. Its tag must stand before that of `leadlight.js`,
 * and have the same `data-collector` and `data-cookie-domain`, if any.
 */
const start = () => {
  const { dataset, src } = document.currentScript as HTMLScriptElement
  const { collector = new URL('.', src).href, cookieDomain } = dataset
  addToScriptTag(serverCookie({ collector, cookieDomain }))
}

guard(start)()
