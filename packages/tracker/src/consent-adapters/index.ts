export { followGoogleConsent, type GoogleConsentOptions } from './google-consent.ts'
export { followTcf, type TcfOptions } from './tcf.ts'
