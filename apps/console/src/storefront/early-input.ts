type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/**
 * Makes once more what the reader typed and chose, or the browser filled in, before React took the page over: React takes
 * what it finds in a field for what it rendered. It is called in the commit in which React takes over; the changes
 * follow after it, one by one, because each may render the page again.
 */
export function repeatEarlyInput(root: HTMLElement): void {
  const changes = [...root.querySelectorAll<Field>('input, textarea, select')]
    .filter(isChanged)
    .map((field) => ({ field, to: isChoice(field) ? field.checked : field.value }))
  queueMicrotask(() => {
    for (const { field, to } of changes) if (field.isConnected) changeAgain(field, to)
  })
}

const isChoice = (field: Field): field is HTMLInputElement =>
  field.type === 'checkbox' || field.type === 'radio'

/** Whether a field has something else than what was rendered. */
function isChanged(field: Field): boolean {
  if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.defaultSelected === false
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue
  switch (field.type) {
    case 'checkbox':
      return field.checked !== field.defaultChecked
    case 'radio':
      return field.checked && !field.defaultChecked
    case 'file':
    case 'hidden':
      return false
    case 'search':
      // It has nothing to tell anybody but suggestions, which only who types wants.
      return field.value !== field.defaultValue && field === document.activeElement
    default:
      return field.value !== field.defaultValue
  }
}

/**
 * React ignores an event after which a field still has what a script set last. So the field is set to something else, and
 * then back past React, as typing does.
 */
function changeAgain(field: Field, to: string | boolean): void {
  if (isChoice(field)) {
    field.checked = !to
    setUnseen(field, 'checked', to)
    field.dispatchEvent(new Event('click', { bubbles: true }))
    return
  }
  const isSelect = field instanceof HTMLSelectElement
  if (!isSelect) field.value = ''
  setUnseen(field, 'value', to)
  field.dispatchEvent(new Event(isSelect ? 'change' : 'input', { bubbles: true }))
}

function setUnseen(field: Field, name: 'value' | 'checked', to: string | boolean): void {
  const prototype: object = Object.getPrototypeOf(field)
  Object.getOwnPropertyDescriptor(prototype, name)?.set?.call(field, to)
}
