import { useApp } from '../../app-context.ts'
import { Copy } from '../../parts/Copy.tsx'

/** Instructions shown while there are no leads. */
export function FirstSteps() {
  const { base } = useApp()
  const script = new URL('leadlight.js', base).href
  return (
    <div class="card first-steps">
      <h2>No leads yet: three steps to the first</h2>
      <ol>
        <li>
          <h3>Paste this line into every page of your website, before the closing head tag</h3>
          <Copy
            label="The script tag"
            text={`<script defer src="${script}" data-write-key="YOUR_WRITE_KEY"></script>`}
          />
          <p class="quiet">
            The write key starts with <code>wk_</code> and was printed when the server first started. It may
            be public; the secret key you signed in with may not.
          </p>
        </li>
        <li>
          <h3>Visit your website and send a form that asks for an e-mail address</h3>
          <p class="quiet">
            That turns an anonymous visitor into a lead. All of their earlier visits come along.
          </p>
        </li>
        <li>
          <h3>Come back here</h3>
          <p class="quiet">
            The lead shows up by itself, without a reload. If it does not, see whether something was{' '}
            <a href="#/rejected">rejected</a>.
          </p>
        </li>
      </ol>
    </div>
  )
}
