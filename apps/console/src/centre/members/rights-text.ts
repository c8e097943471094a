import { sellerAreas } from '@loggia/protocol/console/parties/kinds'
import type { GrantLevel } from '@loggia/protocol/console/parties/kinds'
import type { Rights } from '@loggia/protocol/console'
import { useLanguage } from '@loggia/ui'
import type { Area } from '../frame.ts'
import { rightTexts } from '../rights/texts.ts'
import { memberTexts } from './texts.ts'

type Texts = ReturnType<typeof memberTexts.use>
export const isGrant = (grant: string, texts: Texts): grant is keyof Texts['grants'] =>
  Object.hasOwn(texts.grants, grant)

/** A member's rights in one line. */
export function useRightsText(area: Area): (rights: Rights) => string {
  const texts = memberTexts.use()
  const language = useLanguage()
  const { main: mainNames } = rightTexts.use()
  return ({ main, grants }) => {
    if (main) return mainNames[area]
    const named =
      area === 'seller'
        ? sellerAreas.flatMap((name) => {
            const level = findLevel(grants, name)
            return level === 'none' ? [] : [texts.level(texts.areas[name], texts.form.level[level])]
          })
        : grants.flatMap((grant) => (isGrant(grant, texts) ? [texts.grants[grant]] : []))
    return named.join(language === 'zh-CN' ? '、' : ', ') || texts.viewer[area]
  }
}

export type Level = 'none' | GrantLevel
export function findLevel(grants: readonly string[], name: string): Level {
  if (grants.includes(`${name}:write`)) return 'write'
  return grants.includes(`${name}:read`) ? 'read' : 'none'
}
