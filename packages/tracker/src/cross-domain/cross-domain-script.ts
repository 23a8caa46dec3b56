import { addToScriptTag } from '../add-to-script-tag.ts'
import { guard } from '../guard.ts'
import { crossDomain } from './cross-domain.ts'

/**
 * `leadlight-cross-domain.js`: carries visitors between the domains of its attribute `data-link-domains`. Its tag stands before that of
 * `leadlight.js`.
 */
const start = () => {
  const { linkDomains = '' } = (document.currentScript as HTMLScriptElement).dataset
  addToScriptTag(crossDomain({ domains: linkDomains.trim().split(/[\s,]+/) }))
}

guard(start)()
