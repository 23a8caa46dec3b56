import type { Upload } from './stub-collector.ts'

/** What a library told the collector, in words that fit all of them. */
export interface Arrival {
  kind: 'page' | 'track' | 'form' | 'engaged' | 'other'
  /** Which one: the path of a page view, property `n` of an event; empty for the rest. */
  key: string
  /** What the collector can tell copies by; undefined when the library sends no such thing. */
  id?: string | undefined
  /** Of `engaged`, in milliseconds. */
  ms?: number
}

/** A library under test: facts about it, and how to read what it sends. Pages get nothing but its `head`. */
export interface Library {
  /** Short, lower case; names its bundle. */
  id: string
  name: string
  /** From npm, the one whose version is quoted first; none for ours. */
  packages: string[]
  /** How it was set up, as a sentence part for the reader of the results. */
  configuredWith: string
  /**
   * Source of the ES module that is bundled and put on the page: starts the library with the collector at `collectorUrl` and defines
   * `window.track(name, properties)`. Ours is built already.
   */
  setUp?: string
  /** Markup for a page's head, instead of the bundle. */
  head?: (collectorUrl: string) => string
  /** Who notices the submission of a form: the library, or a `submit` listener of the page that calls `track`. */
  forms: 'itself' | 'by hand'
  /** How the `engaged` of one page view add up; undefined when it reports none. */
  engaged?: 'sum' | 'largest'
  /** Reads one upload; never called for preflights. May throw for what is not of this library. */
  read(upload: Upload): Arrival[]
}

/** Sends a form's submission by hand, as the documentation of libraries without form capture has it. */
export const submitByHand = `document.addEventListener('submit', ({ target }) => track('Form Submitted', { form_id: target.id }))`
