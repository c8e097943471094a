/** The parameters of a query, all of them text; a parameter without a value is left out. */
export const toParameters = (members: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(members)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  )
