const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

// XML allows no other control characters, not even escaped.
const visibleOnly = (text: string): string =>
  text.replace(
    /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Escapes a text for HTML or XML, between tags or in quotes. */
export const escapeMarkup = (text: string): string =>
  visibleOnly(text).replace(/[&<>"]/g, (unit) => entities[unit] ?? unit)
