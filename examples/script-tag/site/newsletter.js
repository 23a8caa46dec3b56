const form = document.querySelector('#newsletter')
const answer = document.querySelector('#newsletter-answer')

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const button = form.querySelector('button')
  button.disabled = true
  try {
    const response = await fetch(form.action, { method: 'POST', body: new FormData(form) })
    const { message } = await response.json()
    say(message, response.ok)
    if (response.ok) form.remove()
  } catch {
    say('That did not get through. Please try again.', false)
  } finally {
    button.disabled = false
  }
})

function say(text, good) {
  answer.className = good ? 'note good' : 'note bad'
  answer.textContent = text
}
