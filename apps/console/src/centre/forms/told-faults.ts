/** A refusal, as far as it is about fields. */
type Refusal = {
  readonly detail: string
  readonly field?: string | undefined
  readonly details: Readonly<Record<string, unknown>>
}
type ToldFault = { readonly field: string; readonly text: string }

/** What a refusal says about single members of the request’s body. */
export function readToldFaults({ detail, field, details }: Refusal): ToldFault[] {
  const { faults } = details
  if (Array.isArray(faults)) return faults.flatMap(readFault)
  return field === undefined ? [] : [{ field, text: detail }]
}

function readFault(fault: unknown): ToldFault[] {
  if (typeof fault !== 'object' || fault === null || !('path' in fault) || !('message' in fault)) return []
  return [{ field: String(fault.path).replace(/^body\./, ''), text: String(fault.message) }]
}

/**
 * The name of the form's field for a member of the body: the same, its last part, or the group that contains it
 * (`contact.email`, `email`, `topics` for `topics.0`).
 */
export const findFieldName = (names: readonly string[], member: string): string | undefined =>
  names.find((name) => name === member) ??
  names.find(
    (name) => name.endsWith(`.${member}`) || member.endsWith(`.${name}`) || member.startsWith(`${name}.`),
  )
