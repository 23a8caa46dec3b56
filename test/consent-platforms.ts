/**
 * Stand-ins for consent platforms, which nobody can install: what the published contracts promise to scripts of the page, no more.
 */

/** What a test may do with the stand-in for a platform of the IAB's framework. */
export interface TcfPlatform {
  /** The platform itself arrives, after its stub; with the visitor's earlier choice, or to show its dialog. */
  load(gdprApplies: boolean, consents?: Record<number, boolean>, vendors?: Record<number, boolean>): void
  /** The visitor chooses. */
  choose(consents: Record<number, boolean>, vendors?: Record<number, boolean>): void
}

/**
 * The inline scripts that a page has for it in its head: the stub, which queues commands, as `window.__tcfapi`, and the stand-in as
 * `window.platform`. Commands: https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework, "CMP API v2".
 */
export const tcfPlatform = `<script>{
  const queue = []
  window.__tcfapi = (...command) => {
    if (command[0] === 'ping') command[2]({ gdprApplies: undefined, cmpLoaded: false, cmpStatus: 'stub', apiVersion: '2.0' })
    else queue.push(command)
  }
  const listeners = new Map()
  let lastId = 0
  let state = {}
  const data = (listenerId) => ({
    tcString: 'CP…', tcfPolicyVersion: 5, cmpId: 1, cmpVersion: 1, cmpStatus: 'loaded', isServiceSpecific: true,
    publisherCC: 'DE', purposeOneTreatment: false, ...state, listenerId,
    publisher: { consents: {}, legitimateInterests: {}, restrictions: {} },
  })
  const tell = () => { for (const [id, callback] of listeners) callback(data(id), true) }
  const commands = {
    addEventListener(callback) {
      const id = ++lastId
      listeners.set(id, callback)
      callback(data(id), true)
    },
    removeEventListener(callback, id) { callback(listeners.delete(id)) },
    getTCData(callback) { callback(data(), true) },
    ping(callback) { callback({ gdprApplies: state.gdprApplies, cmpLoaded: true, cmpStatus: 'loaded', apiVersion: '2.2' }) },
  }
  window.platform = {
    load(gdprApplies, consents, vendors = {}) {
      state = {
        gdprApplies,
        eventStatus: !gdprApplies || consents ? 'tcloaded' : 'cmpuishown',
        purpose: { consents: consents ?? {}, legitimateInterests: {} },
        vendor: { consents: vendors, legitimateInterests: {} },
      }
      window.__tcfapi = (command, version, callback, parameter) => {
        if (version === 2 && commands[command]) commands[command](callback, parameter)
        else callback(null, false)
      }
      for (const command of queue.splice(0)) window.__tcfapi(...command)
    },
    choose(consents, vendors = {}) {
      state = { ...state, eventStatus: 'useractioncomplete', purpose: { consents }, vendor: { consents: vendors } }
      tell()
    },
  }
}</script>`

/**
 * What every page with Google's tags has in its head: https://developers.google.com/tag-platform/security/guides/consent. The
 * calls are `arguments` objects in an array, which Tag Manager later replaces the `push` of.
 */
export const googleTag = `<script>
  window.dataLayer = window.dataLayer || []
  function gtag() { dataLayer.push(arguments) }
</script>`
