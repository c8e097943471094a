/** The first letter of a name, whole also where it is one of the rarer characters of two code units. */
export const getInitial = (name: string): string =>
  String.fromCodePoint(name.codePointAt(0) ?? 0x20).toUpperCase()
