import { addToScriptTag } from '../add-to-script-tag.ts'
import { guard } from '../guard.ts'
import { crossDomain } from './cross-domain.ts'

/**
 * `leadlight-cross-domain.js`: carries visitors between the domains of the attribute `data-link-domains`. Its own tag stands before that of
 * `leadlight.js`, which otherwise fetches it when it has the attribute.
 */
const start = () => {
  const tag = document.currentScript ?? document.querySelector('script[data-link-domains]')
  const { linkDomains = '' } = (tag as HTMLScriptElement).dataset
  addToScriptTag(crossDomain({ domains: linkDomains.trim().split(/[\s,]+/) }))
}

guard(start)()
