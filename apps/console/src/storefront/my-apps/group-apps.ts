import type { Language } from '@loggia/kernel'
import type { OwnApp } from '@loggia/protocol/console'
import { pickText } from '@loggia/ui'

/** `isTwin`: the company has another service of the same product. */
export type ListedApp = OwnApp & { readonly isTwin: boolean }
export type CompanyApps = { readonly company: OwnApp['company']; readonly apps: readonly ListedApp[] }

/** Apps by company, both in the order of their names. */
export function groupApps(apps: readonly OwnApp[], language: Language): CompanyApps[] {
  const compare = (a: string, b: string): number => a.localeCompare(b, language)
  const nameOf = ({ product }: OwnApp): string => pickText(product.name, language)
  const toListed = (app: OwnApp, _at: number, all: readonly OwnApp[]): ListedApp => ({
    ...app,
    isTwin: all.some(({ id, product }) => id !== app.id && product.id === app.product.id),
  })
  return [...Map.groupBy(apps, ({ company }) => company.code)]
    .map(([code, of]) => ({
      company: { code, name: of[0]?.company.name ?? code },
      apps: of.map(toListed).toSorted((a, b) => compare(nameOf(a), nameOf(b))),
    }))
    .toSorted((a, b) => compare(a.company.name, b.company.name))
}
