import { addToScriptTag } from '../add-to-script-tag.ts'
import { guard } from '../guard.ts'
import { crossDomain } from './cross-domain.ts'

/**
 * Entry of `leadlight-cross-domain.js`: carries visitors between the domains of the attribute `data-link-domains`. `leadlight.js`
 * fetches it if its own tag has the attribute; a tag for it must stand before that of `leadlight.js`.
 */
const start = () => {
  const tag = document.currentScript ?? document.querySelector('script[data-link-domains]')
  const { linkDomains = '' } = (tag as HTMLScriptElement).dataset
  addToScriptTag(crossDomain({ domains: linkDomains.trim().split(/[\s,]+/) }))
}

guard(start)()
