import type { FormDisplay } from '@leadlight/protocol'

/** Options of `createLayer`. */
export interface LayerOptions {
  as: FormDisplay['as']
  /** Accessible name of the dialog. */
  label: string
  /** Accessible name of the close button. */
  close: string
  onClose(): void
}

/** A dialog that holds a form. */
export interface Layer {
  /** The element to draw the form into. */
  place: HTMLElement
  /** @param opener the element that the visitor clicked; it gets the focus back when the layer closes */
  open(opener?: HTMLElement): void
}

/**
 * Creates a closed layer. A pop-up is modal: the browser traps the focus, closes it on Escape and restores the focus. Slide-ins
 * and bars leave the page usable and the focus where it is.
 */
export function createLayer(element: HTMLElement, root: ShadowRoot, options: LayerOptions): Layer {
  const { as, label, close, onClose } = options
  const modal = as === 'pop-up'
  const dialog = document.createElement('dialog')
  dialog.setAttribute('part', `layer ${as}`)
  dialog.setAttribute('aria-label', label)
  dialog.tabIndex = -1
  const button = document.createElement('button')
  button.type = 'button'
  button.setAttribute('part', 'close')
  button.setAttribute('aria-label', close)
  button.textContent = '×'
  const place = document.createElement('div')
  dialog.append(button, place)
  root.append(dialog)

  let openedBy: HTMLElement | undefined
  const shut = () => dialog.close()
  button.addEventListener('click', shut)
  dialog.addEventListener('click', ({ target, clientX, clientY }) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect()
    const outside = clientX < left || clientX > right || clientY < top || clientY > bottom
    if (modal && target === dialog && outside) shut()
  })
  dialog.addEventListener('keydown', ({ key }) => {
    if (!modal && key === 'Escape') shut()
  })
  dialog.addEventListener('close', () => {
    element.removeAttribute('open')
    openedBy?.focus()
    onClose()
  })
  return {
    place,
    open(opener) {
      // Another definition may have replaced this form.
      if (dialog.open || !dialog.isConnected) return
      openedBy = opener
      element.setAttribute('open', '')
      if (modal) dialog.showModal()
      else dialog.setAttribute('open', '')
      // Focus the dialog rather than its close button. A non-modal layer that opens by itself must not take the focus.
      if (modal || opener) dialog.focus()
    },
  }
}
