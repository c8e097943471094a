import { catalogProblems } from '../problems.ts'
import type { Text } from '../schema.ts'

const longest = 50
const brand = 'Loggia'

// Mobile and fixed numbers of the Chinese mainland, its 400 and 800 numbers, and international ones. A count such as 1
// 000 000 must not match.
const telephones = [
  /(?<!\d)(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)/,
  /(?<!\d)0\d{2,3}[-\s]?\d{7,8}(?!\d)/,
  /(?<!\d)[48]00-\d{3,4}-\d{3,4}(?!\d)/,
  /(?<!\d)[48]00\d{7}(?!\d)/,
  /\+\d[\d\s()-]{7,}\d/,
]
const invitations =
  /详询|详情(请)?(咨询|联系|致电)|请?咨询(客服|商家|卖家)|联系(客服|商家|卖家)|面议|\b(ask|contact us|call us|enquire|inquire)\b( for (details|price))?/i
const numerals = '\\d+|[一二三四五六七八九十]+|[a-z]|[ivx]{2,4}'
const bare = new RegExp(
  `^(规格|套餐|spec(ification)?|sku|option|plan)\\s*[-#.:：]?\\s*(${numerals})?$|^(${numerals})$`,
  'i',
)

/** R17: the names of a product's specifications, in both languages. */
export function requireSpecificationNames(names: readonly Text[]): void {
  for (const language of ['zh', 'en'] as const) {
    const seen = new Set<string>()
    for (const { [language]: name } of names) {
      requireSpecificationName(name.trim())
      if (seen.has(name.trim())) throw catalogProblems.specification_name_repeated({ name })
      seen.add(name.trim())
    }
  }
}

function requireSpecificationName(name: string): void {
  const got = [...name].length
  if (got > longest) throw catalogProblems.specification_name_too_long({ name, got, max: longest })
  if (telephones.some((form) => form.test(name)) || invitations.test(name))
    throw catalogProblems.specification_name_has_contact({ name })
  if (name.toLowerCase().includes(brand.toLowerCase()))
    throw catalogProblems.specification_name_has_brand({ name, brand })
  if (bare.test(name)) throw catalogProblems.specification_name_bare({ name })
}
