import { TrackerProvider } from '@leadlight/tracker/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { makeTracker } from './make-tracker.ts'

const container = document.querySelector('#app')
if (container)
  createRoot(container).render(
    <StrictMode>
      <TrackerProvider tracker={makeTracker}>
        <App />
      </TrackerProvider>
    </StrictMode>,
  )
