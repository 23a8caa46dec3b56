import type { FormDisplay } from '@leadlight/protocol'

/** What a layer is made of. */
export interface LayerOptions {
  as: FormDisplay['as']
  /** Its name for screen readers. */
  label: string
  /** The name of the button that closes it. */
  close: string
  onClose(): void
}

/** A form above the page. */
export interface Layer {
  /** Where the form is drawn. */
  place: HTMLElement
  /** @param opener what the visitor opened it with, who gets the focus back */
  open(opener?: HTMLElement): void
}

/**
 * Makes a layer, closed. A pop-up is modal: the browser keeps the focus inside, closes it on Escape, and gives the focus back.
 * The others leave the page usable, and the focus where it is.
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
      // Another form may have taken the element since.
      if (dialog.open || !dialog.isConnected) return
      openedBy = opener
      element.setAttribute('open', '')
      if (modal) dialog.showModal()
      else dialog.setAttribute('open', '')
      // On the layer, not on the button that closes it; but what opens by itself and is not modal leaves it where it is.
      if (modal || opener) dialog.focus()
    },
  }
}
