import type { Plugin } from './plugin.ts'

/** How much of the page's forms is captured. */
export interface FormCaptureOptions {
  /** `auto`: every form; `marked`: forms with `data-leadlight`; `off`: none. Default `auto`. */
  mode?: 'auto' | 'marked' | 'off'
  /** Names of further fields whose values may be captured. */
  allow?: string[]
}

/** Captures what visitors submit: values of lead fields only, never a password, a card or the like. */
export function formCapture(_options: FormCaptureOptions = {}): Plugin {
  return () => {}
}
