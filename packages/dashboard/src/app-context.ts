import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Api } from './api.ts'
import type { Format } from './format.ts'

/** What every view may use while somebody is signed in. */
export interface AppContext {
  api: Api
  format: Format
  /** Address of the page; the collector's own files lie beside it. */
  base: string
  /** What was loaded last, by key, so that going back shows it at once. */
  memory: Map<string, unknown>
  /** Says a sentence to screen readers, when they are free. */
  announce(sentence: string): void
  /** The collector does not accept the key (any more). */
  refuse(): void
}

export const AppContextHolder = createContext<AppContext | null>(null)

/** The app context; throws outside of `<App>`. */
export function useApp(): AppContext {
  const app = useContext(AppContextHolder)
  if (app === null) throw new Error('useApp: there is no <App> around this component')
  return app
}
