import { guard } from '../guard.ts'
import { followTcf } from './follow-tcf.ts'
import { scriptTag } from './script-tag.ts'

/** `leadlight-tcf.js`: lets the page's consent platform (IAB TCF) decide for the script tag; its own attributes are the options. */
const start = () => {
  const { purposes, vendor, publisher } = (document.currentScript as HTMLScriptElement).dataset
  followTcf(scriptTag, {
    ...(purposes && { purposes: purposes.match(/\d+/g)?.map(Number) ?? [] }),
    ...(vendor && { vendor: Number(vendor) }),
    publisher: publisher !== undefined,
  })
}

guard(start)()
