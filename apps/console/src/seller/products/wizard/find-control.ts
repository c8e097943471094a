/** Finds the control of a field on the open step; of fields that only have an error together, the first of them or the error. */
export function findControl(field: string): HTMLElement | undefined {
  const all = [
    ...document.querySelectorAll<HTMLElement>('.wiz__main :is(input, select, textarea, [data-field])'),
  ]
  const nameOf = (control: HTMLElement) => control.dataset['field'] ?? control.getAttribute('name') ?? ''
  return (
    all.find((control) => nameOf(control) === field) ??
    all.find((control) => nameOf(control).startsWith(`${field}.`))
  )
}
