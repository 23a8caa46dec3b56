import type { Setup } from '@leadlight/protocol'
import { useState } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import { CopyableCode } from '../../parts/CopyableCode.tsx'
import { Select } from '../../parts/Select.tsx'
import { type Consent, consentCall, consentWords, scriptTag } from './script-tag.ts'
import { useMadeKeys } from './use-made-keys.ts'

/** The script tag to paste, with the choices that change it. */
export function ScriptTag({
  keys,
  site,
  onSite,
}: {
  keys: Setup['writeKeys']
  /** Hint of the key that is shown; empty for the first one. */
  site: string
  onSite: (site: string) => void
}) {
  const { base } = useApp()
  const { known } = useMadeKeys()
  const [consent, setConsent] = useState<Consent>('opt-out')
  const chosen = keys.find(({ hint }) => hint === site) ?? keys[0]
  if (chosen === undefined) return <p>There is no write key yet. Add a website below to make one.</p>
  const key = chosen.key ?? known(chosen.hint)
  return (
    <>
      <div class="filters">
        {keys.length > 1 && (
          <Select
            label="Website"
            value={chosen.hint}
            options={keys.map(({ hint, site }) => [hint, `${site} (…${hint})`] as const)}
            onChange={onSite}
          />
        )}
        <Select
          label="Consent of visitors"
          value={consent}
          options={consentWords.map(({ mode, label }) => [mode, label] as const)}
          onChange={setConsent}
        />
      </div>
      <CopyableCode label="The script tag" text={scriptTag(base, key ?? `wk_…${chosen.hint}`, consent)} />
      {key === undefined && (
        <p class="note-bad">
          Put in the whole write key, which ends in <code>{chosen.hint}</code>: it was shown when it was made,
          and only its digest is stored. If it is lost, add the website below to make another one.
        </p>
      )}
      <AddressNote />
      <p class="quiet">
        {consentWords.find(({ mode }) => mode === consent)?.meaning} The write key may be public; the secret
        key you signed in with may not.
      </p>
      {consent === 'required' && <CopyableCode label="The call when the visitor agrees" text={consentCall} />}
    </>
  )
}

/** Warns of an address that visitors of the website cannot load the script from. */
function AddressNote() {
  const { base } = useApp()
  const { protocol, hostname } = new URL(base)
  if (/^(localhost|127\..*|\[::1\])$/.test(hostname))
    return (
      <p class="note-bad">
        Only browsers on this computer reach <code>{hostname}</code>. For everybody else, open this page at
        the public address of your server, and copy the line there.
      </p>
    )
  if (protocol === 'https:') return null
  return (
    <p class="note-bad">
      Pages served over https refuse scripts over http: put a proxy with TLS in front of the collector.
    </p>
  )
}
