/** Event of a submitted form. */
export const FORM_SUBMITTED = 'Form Submitted'

/** Event that reports the engaged time of a page view so far. */
export const PAGE_ENGAGED = 'Page Engaged'
