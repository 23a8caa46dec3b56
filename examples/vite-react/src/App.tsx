import { ConsentBanner } from './ConsentBanner.tsx'
import { ContactPage } from './ContactPage.tsx'
import { PlansPage } from './PlansPage.tsx'
import { usePath } from './use-path.ts'

/** Two pages under one address bar. */
export function App() {
  const [path, go] = usePath()
  const link = (to: string, text: string) => (
    <a
      href={to}
      onClick={(event) => {
        event.preventDefault()
        go(to)
      }}
    >
      {text}
    </a>
  )
  return (
    <main>
      <nav>
        {link('/', 'Plans')} {link('/contact', 'Contact')}
      </nav>
      {path === '/contact' ? <ContactPage /> : <PlansPage />}
      <ConsentBanner />
    </main>
  )
}
