import htmx from 'htmx-2'
import { target } from './send.js'

document.querySelector('#app').innerHTML = `
  <form id="htmx-2" hx-post="${target}" hx-swap="outerHTML">
    <label>Full name <input name="full_name"></label>
    <label>E-mail <input name="email" type="email" required></label>
    <label>Message <textarea name="message"></textarea></label>
    <button>Send</button>
  </form>`
htmx.process(document.querySelector('#app'))
