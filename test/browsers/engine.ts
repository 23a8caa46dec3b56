/** A tab of a browser that is driven from outside, as a person would. */
export interface EngineTab {
  /** Goes there and waits until it is loaded. */
  open(url: string): Promise<void>
  /** Value of an expression on the page, as far as JSON can hold it; promises are awaited. */
  evaluate(expression: string): Promise<unknown>
  click(selector: string): Promise<void>
  /** Clicks on a field and types; `\n` is Enter. */
  type(selector: string, text: string): Promise<void>
  back(): Promise<void>
  /** Lets nobody see the page, until `show`. */
  hide(): Promise<void>
  show(): Promise<void>
  close(): Promise<void>
}

/** A browser. */
export interface Engine {
  /** With its version. */
  name: string
  openTab(): Promise<EngineTab>
  /** `kill -9` for all of its processes. */
  kill(): Promise<void>
}

/** Starts a browser on a profile folder, which outlives it. */
export type LaunchEngine = (profile: string) => Promise<Engine>
