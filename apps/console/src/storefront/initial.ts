/** The first letter of a name. Characters of two code units are not split. */
export const getInitial = (name: string): string =>
  String.fromCodePoint(name.codePointAt(0) ?? 0x20).toUpperCase()
