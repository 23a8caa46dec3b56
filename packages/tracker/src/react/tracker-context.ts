import { createContext } from 'react'
import type { Tracker } from '../tracker.ts'

/** The tracker of the components below a `TrackerProvider`. */
export const TrackerContext = /* @__PURE__ */ createContext<Tracker | undefined>(undefined)
