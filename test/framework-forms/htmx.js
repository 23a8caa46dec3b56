import htmx from 'htmx.org'
import { target } from './send.js'

document.querySelector('#app').innerHTML = `
  <form id="htmx" hx-post="${target}" hx-swap="outerHTML">
    <label>Full name <input name="full_name"></label>
    <label>E-mail <input name="email" type="email" required></label>
    <label>Message <textarea name="message"></textarea></label>
    <button>Send</button>
  </form>`
htmx.process(document.querySelector('#app'))
