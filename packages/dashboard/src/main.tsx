import { render } from 'preact'
import { App } from './App.tsx'
import { createFormat } from './format.ts'

/** Entry of `dashboard.js`: renders the page of leads into its document. */
const root = document.getElementById('app')
if (root) {
  const format = createFormat(navigator.languages)
  render(<App base={document.baseURI} format={format} storage={() => window.sessionStorage} />, root)
}
