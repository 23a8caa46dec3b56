import $ from 'jquery'
import { target } from './send.js'

$('#app').html(`
  <form id="jquery">
    <label>Full name <input name="full_name"></label>
    <label>E-mail <input name="email" type="email" required></label>
    <label>Message <textarea name="message"></textarea></label>
    <button>Send</button> <output></output>
  </form>`)
$('#jquery').on('submit', function (event) {
  event.preventDefault()
  $.post(target, $(this).serialize())
    .done(() => $(this).replaceWith('<p>Thank you</p>'))
    .fail(() => $(this).find('output').text('failed'))
})
