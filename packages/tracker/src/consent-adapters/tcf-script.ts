import { guard } from '../guard.ts'
import { followTcf } from './follow-tcf.ts'
import { scriptTag } from './script-tag.ts'

/** Entry of `leadlight-tcf.js`: passes consent from the page's platform (IAB TCF) to the script tag; its attributes are the options. */
const start = () => {
  const { purposes, vendor, publisher } = (document.currentScript as HTMLScriptElement).dataset
  followTcf(scriptTag, {
    ...(purposes && { purposes: purposes.match(/\d+/g)?.map(Number) ?? [] }),
    ...(vendor && { vendor: Number(vendor) }),
    publisher: publisher !== undefined,
  })
}

guard(start)()
