import { guard } from '../guard.ts'
import { followGoogleConsent } from './follow-google-consent.ts'
import { scriptTag } from './script-tag.ts'

/** Entry of `leadlight-google-consent.js`: passes consent from Google's Consent Mode to the script tag; its attributes are the options. */
const start = () => {
  const { types, layer } = (document.currentScript as HTMLScriptElement).dataset
  followGoogleConsent(scriptTag, {
    ...(types && { types: types.trim().split(/[\s,]+/) }),
    ...(layer && { dataLayer: layer }),
  })
}

guard(start)()
