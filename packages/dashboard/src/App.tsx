import { useCallback, useMemo, useState } from 'preact/hooks'
import { createApi } from './api.ts'
import { AppContextHolder } from './app-context.ts'
import type { Format } from './format.ts'
import { Shell } from './Shell.tsx'
import { createSession } from './session.ts'
import { SignIn } from './views/SignIn.tsx'

/** Props of `App`. */
export interface AppOptions {
  /** Address of the page; the API is at `api/` relative to it. */
  base: string
  format: Format
  /** Storage for the secret key, as long as the tab is open; may throw. */
  storage: () => Storage
}

/** The page of leads: the sign-in, or the views once a secret key is accepted. */
export function App({ base, format, storage }: AppOptions) {
  const session = useMemo(() => createSession(storage), [storage])
  const [secretKey, setSecretKey] = useState(() => session.read())
  const [reason, setReason] = useState('')
  const [announcement, announce] = useState('')

  const leave = useCallback(
    (why: string) => {
      session.clear()
      setReason(why)
      setSecretKey(null)
    },
    [session],
  )
  const context = useMemo(
    () =>
      secretKey === null
        ? null
        : {
            api: createApi({ base, secretKey }),
            format,
            base,
            memory: new Map<string, unknown>(),
            announce,
            refuse: () => leave('The collector no longer accepts this secret key. Sign in again.'),
          },
    [secretKey, base, format, leave],
  )

  return (
    <>
      {context === null ? (
        <SignIn
          base={base}
          reason={reason}
          onSignIn={(key) => {
            session.write(key)
            setSecretKey(key)
          }}
        />
      ) : (
        <AppContextHolder.Provider value={context}>
          <Shell onSignOut={() => leave('')} />
        </AppContextHolder.Provider>
      )}
      <div class="visually-hidden" role="status">
        {announcement}
      </div>
    </>
  )
}
