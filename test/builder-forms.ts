/** A form as a website builder writes it, after its documentation: with its markup, names, hidden fields and script. */
export interface Builder {
  html: string
  /** Its script, which sends the form to `to`; without one, the browser does. */
  script?: (to: string) => string
  /** Name of each field, its value, and the kind that it must be recognised as; `-` for one that must not be sent. */
  fields: [name: string, value: string, kind: string][]
}

/** By the name of the builder. */
export const builders: Record<string, Builder> = {
  'Contact Form 7': {
    html: `<div class="wpcf7" id="wpcf7-f5-p7-o1"><div class="screen-reader-response"><p role="status"></p><ul></ul></div>
      <form action="/form#wpcf7-f5-p7-o1" method="post" class="wpcf7-form init" aria-label="Contact form" novalidate data-status="init">
      <div style="display:none"><input type="hidden" name="_wpcf7" value="5"><input type="hidden" name="_wpcf7_unit_tag" value="wpcf7-f5-p7-o1">
      <input type="hidden" name="_wpcf7_posted_data_hash" value="c0ffee"></div>
      <p><label> Your name<br><span class="wpcf7-form-control-wrap" data-name="your-name"><input size="40" class="wpcf7-form-control wpcf7-text" aria-required="true" aria-invalid="false" name="your-name"></span></label></p>
      <p><label> Your email<br><span class="wpcf7-form-control-wrap" data-name="your-email"><input type="email" class="wpcf7-form-control wpcf7-email" aria-required="true" aria-invalid="false" name="your-email"></span></label></p>
      <p><label> Your message (optional)<br><span class="wpcf7-form-control-wrap"><textarea cols="40" rows="10" name="your-message"></textarea></span></label></p>
      <p><input class="wpcf7-form-control wpcf7-submit" type="submit" value="Submit"></p><div class="wpcf7-response-output" aria-hidden="true"></div></form></div>`,
    // Always answered with 200; what became of it stands in the answer, then in the form's class.
    script: (to) => `const form = document.querySelector('form')
      form.addEventListener('submit', async (event) => {
        event.preventDefault()
        const answer = await fetch('/ok-feedback', { method: 'POST', body: new FormData(form) })
        await answer.text()
        const status = form['your-email'].value.includes('@') ? ('${to}' === '/ok' ? 'sent' : 'failed') : 'invalid'
        form.className = 'wpcf7-form ' + status
        form.dataset.status = status
        if (status === 'invalid') form['your-email'].setAttribute('aria-invalid', 'true')
        if (status === 'sent') form.reset()
      })`,
    fields: [
      ['your-name', 'Asha Rao', 'name'],
      ['your-email', 'asha@example.com', 'email'],
      ['your-message', 'Hello', '-'],
    ],
  },
  'Mailchimp embed': {
    html: `<div id="mc_embed_signup"><form action="/ok/subscribe/post?u=9e1&amp;id=4b2" method="post" id="mc-embedded-subscribe-form" name="mc-embedded-subscribe-form" class="validate" target="_blank" novalidate>
      <div id="mc_embed_signup_scroll"><div class="mc-field-group"><label for="mce-EMAIL">Email Address <span class="asterisk">*</span></label><input type="email" name="EMAIL" class="required email" id="mce-EMAIL" required></div>
      <div class="mc-field-group"><label for="mce-FNAME">First Name </label><input name="FNAME" id="mce-FNAME"></div><div class="mc-field-group"><label for="mce-LNAME">Last Name </label><input name="LNAME" id="mce-LNAME"></div>
      <div class="mc-field-group size1of2"><label for="mce-BIRTHDAY-month">Birthday </label><input name="BIRTHDAY[month]" id="mce-BIRTHDAY-month" placeholder="MM"></div>
      <div aria-hidden="true" style="position:absolute;left:-5000px"><input type="text" name="b_9e1_4b2" tabindex="-1" value=""></div>
      <input type="submit" name="subscribe" id="mc-embedded-subscribe" class="button" value="Subscribe"></div></form></div>`,
    fields: [
      ['EMAIL', 'asha@example.com', 'email'],
      ['FNAME', 'Asha', 'given-name'],
      ['LNAME', 'Rao', 'family-name'],
      ['BIRTHDAY[month]', '07', '-'],
    ],
  },
  Webflow: {
    html: `<div class="w-form"><form id="wf-form-Demo" name="wf-form-Demo" data-name="Demo" method="get" data-wf-page-id="64" aria-label="Demo">
      <label for="Name">Name</label><input class="w-input" maxlength="256" name="Name" data-name="Name" placeholder="" type="text" id="Name">
      <label for="Work-Email">Work Email</label><input class="w-input" name="Work-Email" data-name="Work Email" type="email" id="Work-Email" required>
      <label for="Company-2">Company</label><input class="w-input" name="Company-2" data-name="Company 2" id="Company-2">
      <input type="submit" class="w-button" value="Submit" data-wait="Please wait..."></form>
      <div class="w-form-done" style="display:none">Thank you!</div><div class="w-form-fail" style="display:none">Oops!</div></div>`,
    script: (to) => `const form = document.querySelector('form')
      form.addEventListener('submit', (event) => {
        event.preventDefault()
        const request = new XMLHttpRequest()
        request.open('POST', '${to}/api/v1/form/64')
        request.setRequestHeader('content-type', 'application/x-www-form-urlencoded')
        request.onload = () => {
          const done = request.status === 200
          form.style.display = done ? 'none' : ''
          form.parentElement.querySelector(done ? '.w-form-done' : '.w-form-fail').style.display = 'block'
        }
        request.send(new URLSearchParams({ name: form.name, 'fields[Name]': form.elements.Name.value }))
      })`,
    fields: [
      ['Name', 'Asha Rao', 'name'],
      ['Work-Email', 'asha@example.com', 'email'],
      ['Company-2', 'Ilaria Ltd', 'organization'],
    ],
  },
  Shopify: {
    html: `<form method="post" action="/ok/contact#ContactForm" id="ContactForm" accept-charset="UTF-8" class="isolate"><input type="hidden" name="form_type" value="contact"><input type="hidden" name="utf8" value="✓">
      <div class="field"><input class="field__input" autocomplete="name" type="text" id="ContactForm-name" name="contact[Name]" placeholder="Name"><label class="field__label" for="ContactForm-name">Name</label></div>
      <div class="field field--with-error"><input autocomplete="email" type="email" id="ContactForm-email" class="field__input" name="contact[email]" spellcheck="false" aria-required="true" placeholder="Email" required><label class="field__label" for="ContactForm-email">Email <span aria-hidden="true">*</span></label></div>
      <div class="field"><input type="tel" id="ContactForm-phone" class="field__input" autocomplete="tel" name="contact[Phone number]" pattern="[0-9\\-+ ]*" placeholder="Phone number"><label for="ContactForm-phone">Phone number</label></div>
      <div class="field"><textarea rows="10" id="ContactForm-body" name="contact[Comment]" placeholder="Comment"></textarea><label for="ContactForm-body">Comment</label></div>
      <button type="submit" class="button">Send</button></form>`,
    fields: [
      ['contact[Name]', 'Asha Rao', 'name'],
      ['contact[email]', 'asha@example.com', 'email'],
      ['contact[Phone number]', '+91 98765 43210', 'tel'],
      ['contact[Comment]', 'Hello', '-'],
    ],
  },
  HubSpot: {
    html: `<div class="hbspt-form" id="hbspt-form-1"><form id="hsForm_2f0c" method="POST" accept-charset="UTF-8" enctype="multipart/form-data" novalidate action="/ok/submit/formsnext/multipart/1/2f0c" class="hs-form-private hs-form" target="target_iframe_2f0c" data-portal-id="1">
      <div class="hs_firstname hs-firstname hs-fieldtype-text field"><label id="label-firstname-2f0c" for="firstname-2f0c"><span>First Name</span><span class="hs-form-required">*</span></label><legend class="hs-field-desc" style="display:none"></legend><div class="input"><input id="firstname-2f0c" name="0-1/firstname" type="text" class="hs-input" inputmode="text" autocomplete="given-name"></div></div>
      <div class="hs_email field"><label id="label-email-2f0c" for="email-2f0c"><span>Work email</span></label><div class="input"><input id="email-2f0c" name="0-1/email" type="email" class="hs-input" autocomplete="email"></div></div>
      <div class="hs_company field"><label for="company-2f0c"><span>Company name</span></label><div class="input"><input id="company-2f0c" name="0-2/name" type="text" class="hs-input"></div></div>
      <input type="hidden" name="hs_context" value='{"hutk":"canary-hutk","ipAddress":"203.0.113.9"}'><div class="hs_submit"><div class="actions"><input type="submit" class="hs-button" value="Talk to us"></div></div>
      <iframe name="target_iframe_2f0c" style="display:none"></iframe></form></div>`,
    script: (to) => `const form = document.querySelector('form')
      form.addEventListener('submit', async (event) => {
        event.preventDefault()
        const fields = [...new FormData(form)].map(([name, value]) => ({ name, value }))
        const { ok } = await fetch('${to}/submissions/v3/integration/submit', { method: 'POST', body: JSON.stringify({ fields }) })
        if (ok) form.outerHTML = '<div class="submitted-message">Thanks</div>'
      })`,
    fields: [
      ['0-1/firstname', 'Asha', 'given-name'],
      ['0-1/email', 'asha@example.com', 'email'],
      ['0-2/name', 'Ilaria Ltd', 'organization'],
    ],
  },
}
