import { omitUndefined } from '@loggia/kernel'
import type { PageData, PageFrame, Product } from '@loggia/protocol/console'
import { pickText } from '@loggia/ui'
import { getSiteName } from './site.ts'

/** Title and description of a page; `indexed` is whether search engines should list it. */
export type Head = { readonly title: string; readonly description: string; readonly indexed: boolean }
type Tag = { readonly tag: 'meta' | 'link'; readonly attributes: Readonly<Record<string, string>> }

const languages = ['zh-CN', 'en-US'] as const
/** The parameter that gives each language of a page its own address; the server reads it. */
const languageParameter = 'lang'

/**
 * The addresses of a page: one for each language, and one at which each reader gets their own language. Other
 * parameters are choices of the reader on the page and do not make another page.
 */
function addressesOf({ origin, path }: PageFrame) {
  const { pathname, searchParams } = new URL(path, origin)
  const plain = origin + pathname
  const inOne = (language: string) => `${plain}?${languageParameter}=${language}`
  const linked = languages.find((language) => language === searchParams.get(languageParameter))
  return { plain, inOne, canonical: linked ? inOne(linked) : plain }
}

/** Canonical and alternate addresses, and the tags that other sites use to show a shared page. */
export function createDiscoveryTags(page: PageData, frame: PageFrame, head: Head): Tag[] {
  if (!head.indexed) return []
  const { plain, inOne, canonical } = addressesOf(frame)
  const alternates = [...languages.map((one) => [one, inOne(one)] as const), ['x-default', plain] as const]
  const other = frame.language === 'zh-CN' ? 'en_US' : 'zh_CN'
  const properties = [
    ['og:type', page.route === 'product' ? 'product' : 'website'],
    ['og:site_name', getSiteName(frame)],
    ['og:title', head.title],
    ['og:description', head.description],
    ['og:url', canonical],
    ['og:locale', frame.language.replace('-', '_')],
    ['og:locale:alternate', other],
    ...listImageProperties(frame),
  ] as const
  return [
    { tag: 'link', attributes: { rel: 'canonical', href: canonical } },
    ...alternates.map(([hreflang, href]): Tag => ({
      tag: 'link',
      attributes: { rel: 'alternate', hreflang, href },
    })),
    ...properties.map(([property, content]): Tag => ({ tag: 'meta', attributes: { property, content } })),
    {
      tag: 'meta',
      attributes: { name: 'twitter:card', content: frame.site?.name ? 'summary' : 'summary_large_image' },
    },
  ]
}

/** The picture of a shared page: Loggia's own, unless the marketplace has a name or a logo of its own. */
function listImageProperties(frame: PageFrame): (readonly [string, string])[] {
  const { origin, site } = frame
  if (site?.logo === undefined && site?.name !== undefined) return []
  return [
    ['og:image', `${origin}${site?.logo ?? '/social.png'}`],
    ...(site?.logo === undefined
      ? ([
          ['og:image:width', '1200'],
          ['og:image:height', '630'],
        ] as const)
      : []),
    ['og:image:alt', getSiteName(frame)],
  ]
}

/** The page in terms of schema.org; undefined if there is nothing to describe. */
export function createStructuredData(page: PageData, frame: PageFrame): object | undefined {
  switch (page.route) {
    case 'home':
      return {
        '@context': 'https://schema.org',
        '@type': 'WebSite',
        name: getSiteName(frame),
        url: `${frame.origin}/`,
        inLanguage: [...languages],
      }
    case 'product':
      return productData(page.product, frame)
    default:
      return undefined
  }
}

// The UN/CEFACT codes of the periods of prices.
const periodCodes: Readonly<Record<string, string>> = { month: 'MON', year: 'ANN' }

/** R286, R294: the product, its seller, its reviews in figures, and the lowest price with its unit. */
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
    aggregateRating: product.ratings && {
      '@type': 'AggregateRating',
      ratingValue: product.ratings.average,
      reviewCount: product.ratings.count,
      bestRating: 5,
      worstRating: 1,
    },
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
