import { describe, expect, it, vi } from 'vitest'
import { build, giveEachTestAPage, page, startPageView, submit } from './form-capture.test.setup.ts'
import { formCapture } from './form-capture.ts'

giveEachTestAPage()

const outcomes = () => page.named('Form Submitted').map(({ outcome }) => outcome)

describe('the outcome of a submission that the page prevented', () => {
  it('is stored at once as submitted, and held', () => {
    formCapture()(page.host)
    submit(build().form)
    expect([...page.held]).toMatchObject([
      { form_id: 'f', outcome: 'submitted', fields: { email: 'asha@example.com' } },
    ])
    expect(outcomes()).toEqual([])
  })

  it('is attempted if no sign of success follows', () => {
    formCapture()(page.host)
    submit(build().form)
    vi.advanceTimersByTime(9_000)
    expect(outcomes()).toEqual([])
    vi.advanceTimersByTime(2_000)
    expect(outcomes()).toEqual(['attempted'])
  })

  it.each<[string, (form: HTMLFormElement) => void]>([
    ['removed', (form) => form.remove()],
    [
      'hidden',
      (form) => {
        form.hidden = true
      },
    ],
    ['reset', (form) => form.dispatchEvent(new Event('reset', { bubbles: true }))],
    ['left', () => page.hide(true)],
    ['on another page view of the app', () => startPageView('view-2')],
  ])('is submitted when the form is %s', (_, succeed) => {
    formCapture()(page.host)
    const { form } = build()
    submit(form)
    vi.advanceTimersByTime(1_000)
    succeed(form)
    vi.advanceTimersByTime(20_000)
    expect(outcomes()).toEqual(['submitted'])
  })

  it('stays open when the page is hidden', () => {
    formCapture()(page.host)
    submit(build().form)
    page.hide(false)
    expect(outcomes()).toEqual([])
  })
})

describe('a submission counts once', () => {
  it('if it is repeated within two seconds with the same values', () => {
    formCapture()(page.host)
    const { form, field } = build()
    submit(form)
    vi.advanceTimersByTime(1_900)
    submit(form)
    expect(page.held.size).toBe(1)
    field.value = 'asha.rao@example.com'
    submit(form)
    expect(outcomes()).toEqual(['attempted'])
    expect(page.held.size).toBe(1)
  })

  it('when the page submits later what it has held back, as for a captcha', () => {
    formCapture()(page.host)
    const { form } = build()
    submit(form)
    vi.advanceTimersByTime(4_000)
    submit(form)
    expect([outcomes(), page.held.size]).toEqual([[], 1])
    form.remove()
    vi.advanceTimersByTime(4_000)
    expect([outcomes(), page.held.size]).toEqual([['submitted'], 0])
  })

  it('but twice if it is repeated later, when the outcome of the first is known', () => {
    formCapture()(page.host)
    const { form } = build()
    submit(form)
    vi.advanceTimersByTime(11_000)
    submit(form)
    expect([outcomes(), page.held.size]).toEqual([['attempted'], 1])
  })
})

it('takes a submission for successful when another form is submitted', () => {
  formCapture()(page.host)
  const { form } = build()
  submit(form)
  const other = form.cloneNode(true) as HTMLFormElement
  other.id = 'g'
  document.body.append(other)
  submit(other)
  expect(page.named('Form Submitted')).toMatchObject([{ form_id: 'f', outcome: 'submitted' }])
  expect([...page.held]).toMatchObject([{ form_id: 'g' }])
})
