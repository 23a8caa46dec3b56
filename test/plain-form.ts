const email = '<label>E-mail <input name="email" value="asha@example.com"></label>'

/** A form that asks for an e-mail address, with further attributes and fields. */
export const form = (attributes = '', more = '') =>
  `<form id="f" method="post" action="/ok" ${attributes}>${email}${more}<button>Send</button></form>`

/** A script that handles the form's submission in place of the browser. */
export const onSubmit = (code: string) =>
  `<script>f.addEventListener('submit', async (event) => { event.preventDefault(); ${code} })</script>`
