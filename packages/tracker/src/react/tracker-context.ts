import { createContext } from 'react'
import type { Tracker } from '../tracker.ts'

/** React context with the tracker of a `TrackerProvider`. */
export const TrackerContext = /* @__PURE__ */ createContext<Tracker | undefined>(undefined)
