import { LeadForm } from '@leadlight/forms/react'
import { useState } from 'react'
import { demoRequest } from './demo-request.ts'
import { site, tracker } from './tracker.ts'

/** A page with a form, in the language that its reader chooses. */
export function App() {
  const [language, setLanguage] = useState<'en' | 'de'>('en')
  const [name, setName] = useState('')
  return (
    <main>
      <h1>A demo of Frost</h1>
      <button type="button" onClick={() => setLanguage(language === 'en' ? 'de' : 'en')}>
        {language === 'en' ? 'Auf Deutsch' : 'In English'}
      </button>
      <LeadForm
        key={language}
        lang={language}
        definition={demoRequest(language)}
        tracker={tracker}
        {...site}
        onSubmitted={({ fields }) => setName(String((fields as { first_name: string }).first_name))}
      />
      {name && <p role="status">See you soon, {name}.</p>}
    </main>
  )
}
