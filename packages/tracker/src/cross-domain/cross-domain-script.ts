import { guard } from '../guard.ts'
import type { Plugin } from '../plugin.ts'
import { crossDomain } from './cross-domain.ts'

/**
 * `leadlight-cross-domain.js`: carries visitors between the domains of its attribute `data-link-domains`. Its tag stands before that of
 * `leadlight.js`, which finds the add-on in the list of calls that wait for it.
 */
const start = () => {
  const { linkDomains = '' } = (document.currentScript as HTMLScriptElement).dataset
  const page = window as unknown as { leadlight?: { plugins?: Plugin[]; push?: unknown; track?: unknown } }
  if (page.leadlight?.track)
    console.error('Leadlight: the tag of leadlight-cross-domain.js must stand before that of leadlight.js.')
  if (!page.leadlight?.push) page.leadlight = [] as never
  const waiting = page.leadlight as { plugins?: Plugin[] }
  waiting.plugins = [...(waiting.plugins ?? []), crossDomain({ domains: linkDomains.trim().split(/[\s,]+/) })]
}

guard(start)()
