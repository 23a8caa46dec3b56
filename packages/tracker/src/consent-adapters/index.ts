export { followGoogleConsent, type GoogleConsentOptions } from './follow-google-consent.ts'
export { followTcf, type TcfOptions } from './follow-tcf.ts'
