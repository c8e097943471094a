import { omitUndefined } from '@loggia/kernel'
import type { PageData, PageFrame, Product } from '@loggia/protocol/console'
import { pickText } from '@loggia/ui'

/** What a page says of itself; `indexed` is whether it is worth finding. */
export type Head = { readonly title: string; readonly description: string; readonly indexed: boolean }
type Tag = { readonly tag: 'meta' | 'link'; readonly attributes: Readonly<Record<string, string>> }

const languages = ['zh-CN', 'en-US'] as const
/** The parameter by which each language of a page has an address of its own; the server reads it. */
const languageParameter = 'lang'

/**
 * Where a page is: the address of the language that was asked for, or the one at which each reader gets their own. What
 * else stands in the address is what a reader has chosen on the page, not another page.
 */
function addressesOf({ origin, path }: PageFrame) {
  const { pathname, searchParams } = new URL(path, origin)
  const plain = origin + pathname
  const inOne = (language: string) => `${plain}?${languageParameter}=${language}`
  const linked = languages.find((language) => language === searchParams.get(languageParameter))
  return { plain, inOne, canonical: linked ? inOne(linked) : plain }
}

/** Canonical and alternate addresses, and what other sites show of a shared page. */
export function createDiscoveryTags(page: PageData, frame: PageFrame, head: Head): Tag[] {
  if (!head.indexed) return []
  const { plain, inOne, canonical } = addressesOf(frame)
  const alternates = [...languages.map((one) => [one, inOne(one)] as const), ['x-default', plain] as const]
  const other = frame.language === 'zh-CN' ? 'en_US' : 'zh_CN'
  const properties = [
    ['og:type', page.route === 'product' ? 'product' : 'website'],
    ['og:site_name', 'Loggia'],
    ['og:title', head.title],
    ['og:description', head.description],
    ['og:url', canonical],
    ['og:locale', frame.language.replace('-', '_')],
    ['og:locale:alternate', other],
    ['og:image', `${frame.origin}/social.png`],
    ['og:image:width', '1200'],
    ['og:image:height', '630'],
    ['og:image:alt', 'Loggia'],
  ] as const
  return [
    { tag: 'link', attributes: { rel: 'canonical', href: canonical } },
    ...alternates.map(([hreflang, href]): Tag => ({
      tag: 'link',
      attributes: { rel: 'alternate', hreflang, href },
    })),
    ...properties.map(([property, content]): Tag => ({ tag: 'meta', attributes: { property, content } })),
    { tag: 'meta', attributes: { name: 'twitter:card', content: 'summary_large_image' } },
  ]
}

/** The page in the words of schema.org, for machines; undefined where there is nothing to say. */
export function createStructuredData(page: PageData, frame: PageFrame): object | undefined {
  switch (page.route) {
    case 'home':
      return {
        '@context': 'https://schema.org',
        '@type': 'WebSite',
        name: 'Loggia',
        url: `${frame.origin}/`,
        inLanguage: [...languages],
      }
    case 'product':
      return productData(page.product, frame)
    default:
      return undefined
  }
}

// UN/CEFACT codes of the periods that prices are for.
const periodCodes: Readonly<Record<string, string>> = { month: 'MON', year: 'ANN' }

/** R294: what is sold, by whom, and the lowest price with what it is for. */
function productData(product: Product, frame: PageFrame): object {
  const text = (both: { readonly zh: string; readonly en: string }) => pickText(both, frame.language)
  const { unitPrice, period, perUnit } = product.from
  const unitCode = periodCodes[period]
  const price = { price: unitPrice.amount, priceCurrency: unitPrice.currency }
  return omitUndefined({
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: text(product.name),
    description: text(product.summary),
    category: product.category,
    url: addressesOf(frame).canonical,
    image: product.logo ? new URL(product.logo, frame.origin).href : undefined,
    brand: { '@type': 'Brand', name: text(product.seller.name) },
    offers: {
      '@type': 'Offer',
      ...price,
      url: addressesOf(frame).canonical,
      availability: `https://schema.org/${product.specifications.every(({ soldOut }) => soldOut) ? 'SoldOut' : 'InStock'}`,
      seller: { '@type': 'Organization', name: text(product.seller.name) },
      priceSpecification: omitUndefined({
        '@type': 'UnitPriceSpecification',
        ...price,
        referenceQuantity: unitCode ? { '@type': 'QuantitativeValue', value: 1, unitCode } : undefined,
        unitText: perUnit ? text(perUnit) : undefined,
      }),
    },
  })
}
