import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Api } from './api.ts'
import type { Format } from './format.ts'

/** What views share while the user is signed in. */
export interface AppContext {
  api: Api
  format: Format
  /** Address of the page; the tracker's script lies beside it. */
  base: string
  /** Data loaded before, by key, so that going back shows it at once. */
  memory: Map<string, unknown>
  /** Announces a sentence to screen readers, politely. */
  announce(sentence: string): void
  /** Signs out, because the collector refused the key. */
  refuse(): void
}

/** Provides the app context; read it with `useApp`. */
export const AppContextHolder = createContext<AppContext | null>(null)

/** Returns the app context. Throws outside of `<App>`. */
export function useApp(): AppContext {
  const app = useContext(AppContextHolder)
  if (app === null) throw new Error('useApp: there is no <App> around this component')
  return app
}
