import { guard } from '../guard.ts'
import { followGoogleConsent } from './follow-google-consent.ts'
import { scriptTag } from './script-tag.ts'

/** `leadlight-google-consent.js`: lets Google's Consent Mode decide for the script tag; its own attributes are the options. */
const start = () => {
  const { types, layer } = (document.currentScript as HTMLScriptElement).dataset
  followGoogleConsent(scriptTag, {
    ...(types && { types: types.trim().split(/[\s,]+/) }),
    ...(layer && { dataLayer: layer }),
  })
}

guard(start)()
